import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { mirrorsCases } from "./mirrors-cases";

describe("the rules of mirrors", () => checkCases(mirrorsCases));
