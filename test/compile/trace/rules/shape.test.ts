import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { shapeCases } from "./shape-cases";

describe("the rules of operations on shapes", () => checkCases(shapeCases));
