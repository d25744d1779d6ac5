import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { einsumCases } from "./einsum-cases";

describe("the rules of einsum", () => checkCases(einsumCases));
