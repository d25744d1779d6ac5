import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { cropCases } from "./crop-cases";

describe("the rules of crop", () => checkCases(cropCases));
