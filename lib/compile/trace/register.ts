import { registerKernel, type TensorInfo } from "../../tensors/tf";
import type { Rules } from "./rule";
import { activationRules } from "./rules/activation";
import { blockRules } from "./rules/blocks";
import { comparisonRules } from "./rules/comparison";
import { convolutionRules } from "./rules/convolution";
import { convolutionGradientRules } from "./rules/convolution-gradients";
import { countingRules } from "./rules/counting";
import { creationRules } from "./rules/creation";
import { cropRules } from "./rules/crop";
import { cumulativeRules } from "./rules/cumulative";
import { depthwiseRules } from "./rules/depthwise";
import { divisionRules } from "./rules/division";
import { einsumRules } from "./rules/einsum";
import { elementwiseRules } from "./rules/elementwise";
import { indexingRules } from "./rules/indexing";
import { localResponseRules } from "./rules/local-response";
import { mirrorRules } from "./rules/mirrors";
import { morphologyRules } from "./rules/morphology";
import { normalisationRules } from "./rules/normalisation";
import { partsRules } from "./rules/parts";
import { poolingRules } from "./rules/pooling";
import { poolingPlacesRules } from "./rules/pooling-places";
import { probabilityRules } from "./rules/probability";
import { productRules } from "./rules/product";
import { reductionRules } from "./rules/reduction";
import { resizeRules } from "./rules/resize";
import { rotationRules } from "./rules/rotation";
import { scatterRules } from "./rules/scatter";
import { shapeRules } from "./rules/shape";
import { transformRules } from "./rules/transform";
import { unaryRules } from "./rules/unary";
import { volumeRules } from "./rules/volume";
import { volumePoolingRules } from "./rules/volume-pooling";
import { TRACE_BACKEND, traceBackend } from "./trace-backend";

/** Every kernel of tfjs that can be compiled, by its name. */
export const rules: Rules = {
  ...elementwiseRules,
  ...comparisonRules,
  ...unaryRules,
  ...activationRules,
  ...shapeRules,
  ...partsRules,
  ...reductionRules,
  ...productRules,
  ...convolutionRules,
  ...convolutionGradientRules,
  ...depthwiseRules,
  ...poolingRules,
  ...normalisationRules,
  ...probabilityRules,
  ...indexingRules,
  ...creationRules,
  ...volumePoolingRules,
  ...volumeRules,
  ...transformRules,
  ...scatterRules,
  ...rotationRules,
  ...resizeRules,
  ...poolingPlacesRules,
  ...morphologyRules,
  ...mirrorRules,
  ...localResponseRules,
  ...einsumRules,
  ...divisionRules,
  ...cumulativeRules,
  ...cropRules,
  ...countingRules,
  ...blockRules,
};

for (const [kernel, rule] of Object.entries(rules)) {
  registerKernel({
    kernelName: kernel,
    backendName: TRACE_BACKEND,
    kernelFunc: ({ inputs, attrs }) => {
      const { lowering } = traceBackend;
      if (lowering === undefined) throw new Error(`compile: ${kernel} ran on the trace backend outside of a trace`);
      const named = inputs as Readonly<Record<string, TensorInfo | undefined>>;
      return rule({ kernel, inputs: named, attributes: (attrs ?? {}) as Record<string, unknown>, lowering });
    },
  });
}
