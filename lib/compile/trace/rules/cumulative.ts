import { util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { converted, type Lowering } from "../lowering";
import { sliced } from "../moves";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";
import { reversed } from "./parts";

const axisOf = (call: KernelCall, x: Value): number =>
  util.parseAxisParam(call.attributes.axis as number, [...x.shape])[0] as number;

const sum: Rule = (call) => {
  const x = operand(call, "x");
  const { exclusive, reverse } = call.attributes;
  const attributes = { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 };
  const at = call.lowering.graph.constant("int64", [], BigInt64Array.of(BigInt(axisOf(call, x))));
  return result(call, call.lowering.node("CumSum", [x, at], x, attributes));
};

/** Moved by `offset` places along the axis, with ones at the start; what is moved over the end is left out. */
function shifted(lowering: Lowering, x: Value, axis: number, offset: number): Value {
  const kept = sliced(lowering, x, {
    begin: x.shape.map(() => 0),
    size: x.shape.map((extent, i) => (i === axis ? extent - offset : extent)),
  });
  const before = x.shape.map((_, i) => (i === axis ? offset : 0));
  const bounds = lowering.graph.integers([...before, ...before.map(() => 0)]);
  return lowering.node("Pad", [kept, bounds, lowering.graph.scalar(x.type as "float32", 1)], x);
}

/** ONNX has none: products of 2, 4, 8, … elements, each of two halves. */
const product: Rule = (call) => {
  const { lowering } = call;
  const { multiply } = arithmetic(lowering);
  const given = operand(call, "x");
  const x = given.type === "bool" ? converted(lowering, given, "int32") : given;
  const axis = axisOf(call, x);
  const { exclusive, reverse } = call.attributes;
  const extent = x.shape[axis] as number;
  let value = reverse ? reversed(call, x, [axis]) : x;
  if (exclusive && extent > 0) value = shifted(lowering, value, axis, 1);
  for (let offset = 1; offset < extent; offset *= 2) {
    value = multiply(value, shifted(lowering, value, axis, offset));
  }
  return result(call, reverse ? reversed(call, value, [axis]) : value);
};

/** Sums and products of all elements so far along an axis. */
export const cumulativeRules: Rules = { Cumsum: sum, Cumprod: product };
