import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { localResponseCases } from "./local-response-cases";

describe("the rules of local response", () => checkCases(localResponseCases));
