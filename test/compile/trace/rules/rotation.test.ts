import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { rotationCases } from "./rotation-cases";

describe("the rules of rotation", () => checkCases(rotationCases));
