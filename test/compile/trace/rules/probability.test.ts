import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { probabilityCases } from "./probability-cases";

describe("the rules of the softmax family", () => checkCases(probabilityCases));
