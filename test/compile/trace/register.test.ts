import { expect, it } from "vitest";
import { specsOf } from "../../../lib/compile/feeds";
import { rules } from "../../../lib/compile/trace/register";
import { trace } from "../../../lib/compile/trace/trace";
import { TRACE_BACKEND } from "../../../lib/compile/trace/trace-backend";
import * as tf from "../../../lib/tensors/tf";
import { activationCases } from "./rules/activation-cases";
import { blocksCases } from "./rules/blocks-cases";
import { CaseRun } from "./rules/case";
import { comparisonCases } from "./rules/comparison-cases";
import { convolutionCases } from "./rules/convolution-cases";
import { convolutionGradientsCases } from "./rules/convolution-gradients-cases";
import { countingCases } from "./rules/counting-cases";
import { creationCases } from "./rules/creation-cases";
import { cropCases } from "./rules/crop-cases";
import { cumulativeCases } from "./rules/cumulative-cases";
import { depthwiseCases } from "./rules/depthwise-cases";
import { divisionCases } from "./rules/division-cases";
import { einsumCases } from "./rules/einsum-cases";
import { elementwiseCases } from "./rules/elementwise-cases";
import { indexingCases } from "./rules/indexing-cases";
import { localResponseCases } from "./rules/local-response-cases";
import { mirrorsCases } from "./rules/mirrors-cases";
import { morphologyCases } from "./rules/morphology-cases";
import { normalisationCases } from "./rules/normalisation-cases";
import { partsCases } from "./rules/parts-cases";
import { poolingCases } from "./rules/pooling-cases";
import { poolingPlacesCases } from "./rules/pooling-places-cases";
import { probabilityCases } from "./rules/probability-cases";
import { productCases } from "./rules/product-cases";
import { reductionCases } from "./rules/reduction-cases";
import { resizeCases } from "./rules/resize-cases";
import { rotationCases } from "./rules/rotation-cases";
import { scatterCases } from "./rules/scatter-cases";
import { shapeCases } from "./rules/shape-cases";
import { transformCases } from "./rules/transform-cases";
import { unaryCases } from "./rules/unary-cases";
import { volumeCases } from "./rules/volume-cases";
import { volumePoolingCases } from "./rules/volume-pooling-cases";

const families = [
  activationCases,
  comparisonCases,
  convolutionCases,
  convolutionGradientsCases,
  creationCases,
  depthwiseCases,
  elementwiseCases,
  indexingCases,
  normalisationCases,
  partsCases,
  poolingCases,
  probabilityCases,
  productCases,
  reductionCases,
  shapeCases,
  blocksCases,
  countingCases,
  cropCases,
  cumulativeCases,
  divisionCases,
  einsumCases,
  localResponseCases,
  mirrorsCases,
  morphologyCases,
  poolingPlacesCases,
  resizeCases,
  rotationCases,
  scatterCases,
  transformCases,
  volumeCases,
  volumePoolingCases,
  unaryCases,
];

/** The kernels that ran on the trace backend while `body` did. */
function kernelsIn(body: () => void): ReadonlySet<string> {
  const ran = new Set<string>();
  const configs = Object.keys(rules).map((name) => tf.getKernel(name, TRACE_BACKEND));
  const originals = configs.map(({ kernelFunc }) => kernelFunc);
  for (const config of configs) {
    const original = config.kernelFunc;
    config.kernelFunc = (call) => {
      ran.add(config.kernelName);
      return original(call);
    };
  }
  try {
    body();
  } finally {
    for (const [i, config] of configs.entries()) config.kernelFunc = originals[i]!;
  }
  return ran;
}

// Every case is traced once more: thousands, on a machine that may be busy.
it("has no rule that is not compared with TensorFlow.js by at least one generated case", { timeout: 60_000 }, () => {
  const ran = kernelsIn(() => {
    for (const cases of families) {
      const run = new CaseRun(cases);
      trace({ name: "cases", body: run.body }, specsOf(run.fed));
      run.dispose();
    }
  });
  expect(Object.keys(rules).filter((kernel) => !ran.has(kernel))).toEqual([]);
});

it("refuses to run a kernel outside of a trace", () => {
  const { kernelFunc } = tf.getKernel("Neg", TRACE_BACKEND);
  expect(() => kernelFunc({ inputs: {}, backend: {}, attrs: {} })).toThrow(
    new Error("compile: Neg ran on the trace backend outside of a trace"),
  );
});
