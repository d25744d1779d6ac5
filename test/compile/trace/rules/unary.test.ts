import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { unaryCases } from "./unary-cases";

describe("the rules of operations on single elements", () => checkCases(unaryCases));
