import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { morphologyCases } from "./morphology-cases";

describe("the rules of morphology", () => checkCases(morphologyCases));
