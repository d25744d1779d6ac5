import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { volumePoolingCases } from "./volume-pooling-cases";

describe("the rules of volume pooling", () => checkCases(volumePoolingCases));
