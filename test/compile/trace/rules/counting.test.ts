import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { countingCases } from "./counting-cases";

describe("the rules of counting", () => checkCases(countingCases));
