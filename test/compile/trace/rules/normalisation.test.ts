import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { normalisationCases } from "./normalisation-cases";

describe("the rules of batch norm", () => checkCases(normalisationCases));
