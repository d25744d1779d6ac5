import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { creationCases } from "./creation-cases";

describe("the rules of operations that make tensors", () => checkCases(creationCases));
