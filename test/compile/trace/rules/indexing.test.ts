import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { indexingCases } from "./indexing-cases";

describe("the rules of indexing", () => checkCases(indexingCases));
