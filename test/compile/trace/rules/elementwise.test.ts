import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { elementwiseCases } from "./elementwise-cases";

describe("the rules of elementwise operations with two operands", () => checkCases(elementwiseCases));
