import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { reductionCases } from "./reduction-cases";

describe("the rules of reductions", () => checkCases(reductionCases));
