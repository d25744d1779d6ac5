import { slice_util, type TensorInfo, util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { joined, sliced } from "../moves";
import { type KernelCall, operand, type Rule, type Rules, result, tensorOf } from "../rule";

/** `width` elements of x from `start`, along one axis. */
function partOf(call: KernelCall, x: Value, axis: number, start: number, width: number): Value {
  const begin = x.shape.map((_, i) => (i === axis ? start : 0));
  const size = x.shape.map((extent, i) => (i === axis ? width : extent));
  return sliced(call.lowering, x, { begin, size });
}

const slice: Rule = (call) => {
  const x = operand(call, "x");
  const tensor = tensorOf(call, "x");
  const [begin, size] = slice_util.parseSliceParams(
    tensor as never,
    call.attributes.begin as number[],
    call.attributes.size as number[],
  );
  return result(call, sliced(call.lowering, x, { begin: begin as number[], size: size as number[] }));
};

/** The masks' bits say which bounds are left out, which axes are added, and of which one place stays. */
const stridedSlice: Rule = (call) => {
  const { lowering } = call;
  const x = operand(call, "x");
  const of = call.attributes as Record<"begin" | "end" | "strides", number[]> & Record<string, number>;
  const info = slice_util.sliceInfo(
    [...x.shape],
    of.begin,
    of.end,
    of.strides,
    of.beginMask as number,
    of.endMask as number,
    of.ellipsisMask as number,
    of.newAxisMask as number,
    of.shrinkAxisMask as number,
  );
  const extents = slice_util.computeOutShape(info.begin, info.end, info.strides);
  const size = extents.map((extent) => Math.max(extent, 0)); // none where the bounds are in the wrong order
  const part = info.isIdentity ? x : sliced(lowering, x, { begin: info.begin, size, steps: info.strides });
  return result(call, lowering.reshape(part, info.finalShape));
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

/** `x` in reverse order along the axes. */
export function reversed({ lowering }: KernelCall, x: Value, axes: readonly number[]): Value {
  const bounds = [axes.map(() => -1), axes.map(() => -(2 ** 31) + 1), axes, axes.map(() => -1)];
  return lowering.node("Slice", [x, ...bounds.map((bound) => lowering.graph.integers(bound))], x);
}

const reverse: Rule = (call) => {
  const x = operand(call, "x");
  return result(call, reversed(call, x, util.parseAxisParam(call.attributes.dims as number[], [...x.shape])));
};

const concat: Rule = (call) => {
  const parts = Object.values(call.inputs).map((tensor) => call.lowering.value(tensor as TensorInfo, call.kernel));
  const axis = util.parseAxisParam(call.attributes.axis as number, [...(parts[0] as Value).shape])[0] as number;
  return result(call, joined(call.lowering, parts, axis));
};

const pack: Rule = (call) => {
  const rank = Object.values(call.inputs)[0]?.shape.length ?? 0;
  const given = Number(call.attributes.axis);
  const axis = given < 0 ? given + rank + 1 : given;
  const parts = Object.values(call.inputs).map((tensor) => {
    const value = call.lowering.value(tensor as TensorInfo, call.kernel);
    return call.lowering.reshape(value, [...value.shape.slice(0, axis), 1, ...value.shape.slice(axis)]);
  });
  return result(call, joined(call.lowering, parts, axis));
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
  StridedSlice: stridedSlice,
  SplitV: split,
  Reverse: reverse,
  Concat: concat,
  Pack: pack,
  Unpack: unpack,
};
