import { describe } from "vitest";
import { blocksCases } from "./blocks-cases";
import { checkCases } from "./check-cases";

describe("the rules of blocks", () => checkCases(blocksCases));
