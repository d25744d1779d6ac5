import type { Value } from "../../graph";
import { operand, optionalOperand, type Rule, type Rules, result } from "../rule";

/**
 * Batch norm with given statistics: x · k + (offset − mean · k), k = scale / √(variance + ε).
 * Everything but the two passes over x is per channel.
 */
const fusedBatchNorm: Rule = (call) => {
  const { lowering } = call;
  const x = operand(call, "x");
  const [mean, variance] = [operand(call, "mean"), operand(call, "variance")];
  const [scale, offset] = [optionalOperand(call, "scale"), optionalOperand(call, "offset")];
  const epsilon = lowering.graph.scalar("float32", Number(call.attributes.varianceEpsilon));
  const apply = (operation: string, inputs: readonly Value[], like: Value): Value =>
    lowering.node(operation, inputs, like);
  const deviation = apply("Sqrt", [apply("Add", [variance, epsilon], variance)], variance);
  const factor =
    scale === undefined ? apply("Reciprocal", [deviation], variance) : apply("Div", [scale, deviation], variance);
  const shift = apply("Mul", [mean, factor], variance);
  const scaled = apply("Mul", [x, factor], x);
  if (offset === undefined) return result(call, apply("Sub", [scaled, shift], x));
  return result(call, apply("Add", [scaled, apply("Sub", [offset, shift], variance)], x));
};

export const normalisationRules: Rules = { FusedBatchNorm: fusedBatchNorm };
