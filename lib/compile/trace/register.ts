import { registerKernel, type TensorInfo } from "../../tensors/tf";
import type { Rules } from "./rule";
import { activationRules } from "./rules/activation";
import { comparisonRules } from "./rules/comparison";
import { convolutionRules } from "./rules/convolution";
import { convolutionGradientRules } from "./rules/convolution-gradients";
import { creationRules } from "./rules/creation";
import { depthwiseRules } from "./rules/depthwise";
import { elementwiseRules } from "./rules/elementwise";
import { indexingRules } from "./rules/indexing";
import { normalisationRules } from "./rules/normalisation";
import { partsRules } from "./rules/parts";
import { poolingRules } from "./rules/pooling";
import { probabilityRules } from "./rules/probability";
import { productRules } from "./rules/product";
import { reductionRules } from "./rules/reduction";
import { shapeRules } from "./rules/shape";
import { unaryRules } from "./rules/unary";
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
