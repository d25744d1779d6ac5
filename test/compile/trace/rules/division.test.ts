import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { divisionCases } from "./division-cases";

describe("the rules of division", () => checkCases(divisionCases));
