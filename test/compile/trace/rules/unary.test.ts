import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { unaryCases } from "./unary-cases";

describe("the rules of unary", () => checkCases(unaryCases));
