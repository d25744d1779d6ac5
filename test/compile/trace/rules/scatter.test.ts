import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { scatterCases } from "./scatter-cases";

describe("the rules of scatter", () => checkCases(scatterCases));
