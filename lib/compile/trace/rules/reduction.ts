import { backend_util, util } from "../../../tensors/tf";
import type { ElementType, Value } from "../../graph";
import { converted } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";

const axesOf = ({ attributes }: KernelCall, x: Value): number[] =>
  util.parseAxisParam((attributes.axis ?? attributes.reductionIndices) as number | number[], [...x.shape]);

function shapeWithout(x: Value, axes: readonly number[], keepDims: boolean): number[] {
  const [outer] = backend_util.computeOutAndReduceShapes([...x.shape], [...axes]);
  return keepDims ? backend_util.expandShapeToKeepDim(outer, [...axes]) : outer;
}

function reduce(call: KernelCall, operation: string, x: Value): Value {
  const axes = axesOf(call, x);
  if (axes.length === 0) return x;
  const keepDims = Boolean(call.attributes.keepDims);
  const output = { type: x.type, shape: shapeWithout(x, axes, keepDims) };
  return call.lowering.node(operation, [x, call.lowering.graph.integers(axes)], output, { keepdims: keepDims ? 1 : 0 });
}

/** tfjs' mean is float32, whatever it is taken of. */
const mean: Rule = (call) =>
  result(call, reduce(call, "ReduceMean", converted(call.lowering, operand(call, "x"), "float32")));

const reduction =
  (operation: string): Rule =>
  (call) =>
    result(call, reduce(call, operation, operand(call, "x")));

/** All and Any: the smallest and the largest of zeros and ones. */
const logical =
  (operation: "ReduceMin" | "ReduceMax"): Rule =>
  (call) => {
    const { lowering } = call;
    const x = operand(call, "x");
    const reduced = reduce(call, operation, converted(lowering, x, "int32"));
    return result(call, converted(lowering, reduced, "bool"));
  };

const position =
  (operation: "ArgMax" | "ArgMin"): Rule =>
  (call) => {
    const x = operand(call, "x");
    const axis = axesOf(call, x)[0] as number;
    const output = { type: "int64" as ElementType, shape: shapeWithout(x, [axis], false) };
    const found = call.lowering.node(operation, [x], output, { axis, keepdims: 0 });
    return result(call, converted(call.lowering, found, "int32"));
  };

/** Operations that take many elements to one. */
export const reductionRules: Rules = {
  Sum: reduction("ReduceSum"),
  Mean: mean,
  Max: reduction("ReduceMax"),
  Min: reduction("ReduceMin"),
  Prod: reduction("ReduceProd"),
  All: logical("ReduceMin"),
  Any: logical("ReduceMax"),
  ArgMax: position("ArgMax"),
  ArgMin: position("ArgMin"),
};
