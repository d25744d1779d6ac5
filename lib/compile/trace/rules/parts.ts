import { slice_util, type TensorInfo, util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { type KernelCall, operand, type Rule, type Rules, result, tensorOf } from "../rule";

function sliceOf(call: KernelCall, x: Value, begin: readonly number[], size: readonly number[]): Value {
  const { graph } = call.lowering;
  const end = begin.map((start, axis) => start + (size[axis] as number));
  const bounds = [begin, end].map((bound) => graph.integers(bound));
  return call.lowering.node("Slice", [x, ...bounds], { type: x.type, shape: size });
}

/** `width` elements of x from `start`, along one axis. */
function partOf(call: KernelCall, x: Value, axis: number, start: number, width: number): Value {
  const begin = x.shape.map((_, i) => (i === axis ? start : 0));
  const size = x.shape.map((extent, i) => (i === axis ? width : extent));
  return sliceOf(call, x, begin, size);
}

const slice: Rule = (call) => {
  const x = operand(call, "x");
  const tensor = tensorOf(call, "x");
  const [begin, size] = slice_util.parseSliceParams(
    tensor as never,
    call.attributes.begin as number[],
    call.attributes.size as number[],
  );
  return result(call, sliceOf(call, x, begin as number[], size as number[]));
};

const split: Rule = (call) => {
  const x = operand(call, "x");
  const axis = util.parseAxisParam(call.attributes.axis as number, [...x.shape])[0] as number;
  const given = call.attributes.numOrSizeSplits as number | number[];
  const extent = x.shape[axis] as number;
  const sizes = typeof given === "number" ? Array<number>(given).fill(extent / given) : given;
  const known = sizes.filter((size) => size >= 0).reduce((sum, size) => sum + size, 0);
  let start = 0;
  return sizes.map((size) => {
    const width = size < 0 ? extent - known : size;
    start += width;
    return result(call, partOf(call, x, axis, start - width, width));
  });
};

const reverse: Rule = (call) => {
  const x = operand(call, "x");
  const axes = util.parseAxisParam(call.attributes.dims as number[], [...x.shape]);
  const { graph } = call.lowering;
  const bounds = [axes.map(() => -1), axes.map(() => -(2 ** 31) + 1), axes, axes.map(() => -1)];
  return result(call, call.lowering.node("Slice", [x, ...bounds.map((bound) => graph.integers(bound))], x));
};

const concat: Rule = (call) => {
  const parts = Object.values(call.inputs).map((tensor) => call.lowering.value(tensor as TensorInfo, call.kernel));
  const first = parts[0] as Value;
  const axis = util.parseAxisParam(call.attributes.axis as number, [...first.shape])[0] as number;
  const shape = first.shape.map((extent, i) =>
    i === axis ? parts.reduce((sum, part) => sum + (part.shape[axis] as number), 0) : extent,
  );
  return result(call, call.lowering.node("Concat", parts, { type: first.type, shape }, { axis }));
};

const pack: Rule = (call) => {
  const rank = Object.values(call.inputs)[0]?.shape.length ?? 0;
  const given = Number(call.attributes.axis);
  const axis = given < 0 ? given + rank + 1 : given;
  const parts = Object.values(call.inputs).map((tensor) => {
    const value = call.lowering.value(tensor as TensorInfo, call.kernel);
    return call.lowering.reshape(value, [...value.shape.slice(0, axis), 1, ...value.shape.slice(axis)]);
  });
  const first = parts[0] as Value;
  const shape = first.shape.map((extent, i) => (i === axis ? parts.length : extent));
  return result(call, call.lowering.node("Concat", parts, { type: first.type, shape }, { axis }));
};

const unpack: Rule = (call) => {
  const x = operand(call, "value");
  const axis = util.parseAxisParam(call.attributes.axis as number, [...x.shape])[0] as number;
  const shape = x.shape.filter((_, i) => i !== axis);
  return Array.from({ length: x.shape[axis] as number }, (_, k) =>
    result(call, call.lowering.reshape(partOf(call, x, axis, k, 1), shape)),
  );
};

/** Operations that take tensors apart and put them together. */
export const partsRules: Rules = {
  Slice: slice,
  SplitV: split,
  Reverse: reverse,
  Concat: concat,
  Pack: pack,
  Unpack: unpack,
};
