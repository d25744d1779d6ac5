import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { resizeCases } from "./resize-cases";

describe("the rules of resize", () => checkCases(resizeCases));
