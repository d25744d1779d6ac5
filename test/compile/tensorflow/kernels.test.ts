import { describe } from "vitest";
import { activationCases } from "../trace/rules/activation-cases";
import { checkCases } from "../trace/rules/check-cases";
import { comparisonCases } from "../trace/rules/comparison-cases";
import { convolutionCases } from "../trace/rules/convolution-cases";
import { convolutionGradientsCases } from "../trace/rules/convolution-gradients-cases";
import { creationCases } from "../trace/rules/creation-cases";
import { elementwiseCases } from "../trace/rules/elementwise-cases";
import { indexingCases } from "../trace/rules/indexing-cases";
import { normalisationCases } from "../trace/rules/normalisation-cases";
import { partsCases } from "../trace/rules/parts-cases";
import { poolingCases } from "../trace/rules/pooling-cases";
import { probabilityCases } from "../trace/rules/probability-cases";
import { productCases } from "../trace/rules/product-cases";
import { reductionCases } from "../trace/rules/reduction-cases";
import { shapeCases } from "../trace/rules/shape-cases";
import { unaryCases } from "../trace/rules/unary-cases";
import { describeInstalled } from "./installed";

/** The kernels, by family: the same cases that the rules of ONNX are held to. */
const FAMILIES = {
  activation: activationCases,
  comparison: comparisonCases,
  convolution: convolutionCases,
  "convolution-gradients": convolutionGradientsCases,
  creation: creationCases,
  elementwise: elementwiseCases,
  indexing: indexingCases,
  normalisation: normalisationCases,
  parts: partsCases,
  pooling: poolingCases,
  probability: probabilityCases,
  product: productCases,
  reduction: reductionCases,
  shape: shapeCases,
  unary: unaryCases,
};

describeInstalled("a graph of libtensorflow", (engine) => {
  describe.each(Object.entries(FAMILIES))("with kernels of the family %s", (_family, cases) =>
    checkCases(cases, engine),
  );
});
