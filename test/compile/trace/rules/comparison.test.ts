import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { comparisonCases } from "./comparison-cases";

describe("the rules of comparisons and choices", () => checkCases(comparisonCases));
