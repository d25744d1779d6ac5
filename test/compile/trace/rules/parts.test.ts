import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { partsCases } from "./parts-cases";

describe("the rules of operations that cut and join", () => checkCases(partsCases));
