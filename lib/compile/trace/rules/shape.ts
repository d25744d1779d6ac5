import { sizeOf } from "../../../tensors/host-tensor";
import { slice_util, type TensorInfo, util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { type KernelCall, operand, type Rule, type Rules, refused, result, tensorOf } from "../rule";

/** Another tensor for the same value: nothing is written. Its data is of its own, as a variable's belongs elsewhere. */
const alias = (call: KernelCall, tensor: TensorInfo): TensorInfo =>
  result(call, call.lowering.raw(tensor, call.kernel), tensor.dtype);

const ONNX_TYPE = { float32: 1, int32: 6, bool: 9 } as const;

/** Pixels that were fed as uint8 become float32 in one conversion. */
const cast: Rule = (call) => {
  const x = tensorOf(call, "x");
  const dtype = call.attributes.dtype as keyof typeof ONNX_TYPE;
  if (dtype === x.dtype) return alias(call, x);
  const to = ONNX_TYPE[dtype];
  if (to === undefined) throw refused(call, "dtype", dtype, Object.keys(ONNX_TYPE).join(", "));
  const raw = call.lowering.raw(x, call.kernel);
  if (raw.type === dtype) return result(call, raw);
  return result(call, call.lowering.node("Cast", [raw], { type: dtype, shape: raw.shape }, { to }));
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

function sliceOf(
  call: KernelCall,
  x: Value,
  begin: readonly number[],
  size: readonly number[],
  steps?: readonly number[],
): Value {
  const { graph } = call.lowering;
  const end = begin.map((start, axis) => start + (size[axis] as number) * (steps?.[axis] ?? 1));
  const axes = graph.integers(begin.map((_, axis) => axis));
  const inputs = [x, graph.integers(begin), graph.integers(end), axes, ...(steps ? [graph.integers(steps)] : [])];
  return call.lowering.node("Slice", inputs, { type: x.type, shape: size });
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
    const begin = x.shape.map((_, i) => (i === axis ? start : 0));
    const width = size < 0 ? extent - known : size;
    start += width;
    return result(
      call,
      sliceOf(
        call,
        x,
        begin,
        x.shape.map((all, i) => (i === axis ? width : all)),
      ),
    );
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
  const axis = Number(call.attributes.axis);
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
  const size = x.shape.map((extent, i) => (i === axis ? 1 : extent));
  return Array.from({ length: x.shape[axis] as number }, (_, k) => {
    const part = sliceOf(
      call,
      x,
      x.shape.map((_all, i) => (i === axis ? k : 0)),
      size,
    );
    return result(
      call,
      call.lowering.reshape(
        part,
        size.filter((_extent, i) => i !== axis),
      ),
    );
  });
};

const pad: Rule = (call) => {
  const x = operand(call, "x");
  const paddings = call.attributes.paddings as [number, number][];
  const shape = x.shape.map((extent, i) => extent + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
  const bounds = call.lowering.graph.integers([
    ...paddings.map(([before]) => before),
    ...paddings.map(([, after]) => after),
  ]);
  const filler = call.lowering.graph.scalar(
    x.type === "int32" ? "int32" : "float32",
    Number(call.attributes.constantValue),
  );
  return result(call, call.lowering.node("Pad", [x, bounds, filler], { type: x.type, shape }));
};

/** Operations that move, repeat, join or reinterpret elements. */
export const shapeRules: Rules = {
  Identity: (call) => alias(call, tensorOf(call, "x")),
  Cast: cast,
  Reshape: reshape,
  ExpandDims: expandDims,
  Transpose: transpose,
  Tile: tile,
  Slice: slice,
  SplitV: split,
  Reverse: reverse,
  Concat: concat,
  Pack: pack,
  Unpack: unpack,
  PadV2: pad,
};
