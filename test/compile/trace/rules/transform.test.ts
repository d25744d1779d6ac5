import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { transformCases } from "./transform-cases";

describe("the rules of transform", () => checkCases(transformCases));
