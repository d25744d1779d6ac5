import { sizeOf } from "../../../tensors/host-tensor";
import { type DataType, type TensorInfo, util } from "../../../tensors/tf";
import { converted, elementType } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, result, tensorOf } from "../rule";

/** Another tensor for the same value: nothing is written. Its data is of its own, as a variable's belongs elsewhere. */
const alias = (call: KernelCall, tensor: TensorInfo): TensorInfo =>
  result(call, call.lowering.raw(tensor, call.kernel), tensor.dtype);

/** Pixels that were fed as uint8 become float32 in one conversion. */
const cast: Rule = (call) => {
  const x = tensorOf(call, "x");
  const dtype = call.attributes.dtype as DataType;
  if (dtype === x.dtype) return alias(call, x);
  return result(call, converted(call.lowering, call.lowering.raw(x, call.kernel), elementType(dtype)));
};

const reshape: Rule = (call) => {
  const x = operand(call, "x");
  const shape = util.inferFromImplicitShape(call.attributes.shape as number[], sizeOf(x.shape));
  return result(call, call.lowering.reshape(x, shape));
};

const expandDims: Rule = (call) => {
  const input = operand(call, "input");
  const axis = Number(call.attributes.dim);
  const shape = [...input.shape];
  shape.splice(axis < 0 ? shape.length + 1 + axis : axis, 0, 1);
  return result(call, call.lowering.reshape(input, shape));
};

const transpose: Rule = (call) => {
  const x = operand(call, "x");
  const permutation = call.attributes.perm as number[];
  const shape = permutation.map((axis) => x.shape[axis] as number);
  return result(call, call.lowering.node("Transpose", [x], { type: x.type, shape }, { perm: permutation }));
};

/** Axes of extent 1 are broadcast, which costs nothing where an elementwise operation follows. */
const tile: Rule = (call) => {
  const x = operand(call, "x");
  const repeats = call.attributes.reps as number[];
  const shape = x.shape.map((extent, axis) => extent * (repeats[axis] as number));
  if (x.shape.every((extent, axis) => extent === 1 || repeats[axis] === 1)) {
    return result(call, call.lowering.expand(x, shape));
  }
  return result(call, call.lowering.node("Tile", [x, call.lowering.graph.integers(repeats)], { type: x.type, shape }));
};

const pad: Rule = (call) => {
  const x = operand(call, "x");
  const paddings = call.attributes.paddings as [number, number][];
  const shape = x.shape.map((extent, i) => extent + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
  const bounds = call.lowering.graph.integers([
    ...paddings.map(([before]) => before),
    ...paddings.map(([, after]) => after),
  ]);
  const filler = call.lowering.graph.scalar(elementType(x.type as "float32"), Number(call.attributes.constantValue));
  return result(call, call.lowering.node("Pad", [x, bounds, filler], { type: x.type, shape }));
};

/** Operations that reinterpret, move or repeat elements. */
export const shapeRules: Rules = {
  Identity: (call) => alias(call, tensorOf(call, "x")),
  Cast: cast,
  Reshape: reshape,
  ExpandDims: expandDims,
  Transpose: transpose,
  Tile: tile,
  PadV2: pad,
};
