import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { creationCases } from "./creation-cases";

describe("the rules of creation", () => checkCases(creationCases));
