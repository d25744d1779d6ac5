import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { cumulativeCases } from "./cumulative-cases";

describe("the rules of cumulative", () => checkCases(cumulativeCases));
