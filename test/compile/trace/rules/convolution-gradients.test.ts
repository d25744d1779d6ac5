import { describe } from "vitest";
import { checkCases } from "./check-cases";
import { convolutionGradientsCases } from "./convolution-gradients-cases";

describe("the rules of the gradients of convolutions", () => checkCases(convolutionGradientsCases));
