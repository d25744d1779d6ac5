import { sizeOf } from "../../../tensors/host-tensor";
import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { converted, type Lowering } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";
import { summedByRow } from "./row-sums";

/** Where updates go in a tensor of `shape`: the leading axes that an index names, and how many updates there are. */
interface Places {
  /** [updates, axes] */
  readonly indices: Value;
  /** [updates, …the axes that are not named] */
  readonly updates: Value;
  readonly shape: readonly number[];
}

function placesOf(call: KernelCall, names: readonly [indices: string, updates: string], shape: number[]): Places {
  const { lowering } = call;
  const [indices, updates] = names.map((name) => operand(call, name)) as [Value, Value];
  const { sliceRank, numUpdates } = backend_util.calculateShapes(updates as never, indices as never, shape);
  const whole = [numUpdates, ...shape.slice(sliceRank)];
  return {
    indices: lowering.reshape(indices, [numUpdates, sliceRank]),
    updates: updates.shape.length === 0 ? lowering.expand(updates, whole) : lowering.reshape(updates, whole),
    shape,
  };
}

/** The row that an index of several axes is, once those are laid in one. */
function rowsOf(lowering: Lowering, indices: Value, extents: readonly number[]): Value {
  const { multiply } = arithmetic(lowering);
  const strides = extents.map((_, axis) => sizeOf(extents.slice(axis + 1)));
  const weighted = multiply(indices, lowering.graph.constant("int32", [strides.length], Int32Array.from(strides)));
  const inputs = [weighted, lowering.graph.integers([1])];
  const output = { type: indices.type, shape: indices.shape.slice(0, 1) };
  return lowering.node("ReduceSum", inputs, output, { keepdims: 0 });
}

const scatterNd: Rule = (call) => {
  const { lowering } = call;
  const { indices, updates, shape } = placesOf(call, ["indices", "updates"], call.attributes.shape as number[]);
  const named = shape.slice(0, indices.shape[1]);
  const [rows, columns] = [sizeOf(named), sizeOf(shape.slice(named.length))];
  const flat = lowering.reshape(updates, [updates.shape[0] as number, columns]);
  return result(call, lowering.reshape(summedByRow(lowering, flat, rowsOf(lowering, indices, named), rows), shape));
};

/** Of an index that is there twice either value may stand. */
const put = ({ lowering }: KernelCall, into: Value, { indices, updates }: Places): Value =>
  lowering.node("ScatterND", [into, converted(lowering, indices, "int64"), updates], into);

const update: Rule = (call) => {
  const tensor = operand(call, "tensor");
  return result(call, put(call, tensor, placesOf(call, ["indices", "updates"], [...tensor.shape])));
};

const sparseToDense: Rule = (call) => {
  const shape = call.attributes.outputShape as number[];
  const background = call.lowering.expand(operand(call, "defaultValue"), shape);
  return result(call, put(call, background, placesOf(call, ["sparseIndices", "sparseValues"], shape)));
};

/** The gradient of gather: rows are added up where their segment says; float32 in tfjs, whatever is added. */
const segmentSum: Rule = (call) => {
  const { lowering } = call;
  const [x, segments] = [converted(lowering, operand(call, "x"), "float32"), operand(call, "segmentIds")];
  const count = sizeOf(segments.shape);
  const outer = x.shape.slice(segments.shape.length);
  const rows = Number(call.attributes.numSegments);
  const updates = lowering.reshape(x, [count, sizeOf(outer)]);
  const sums = summedByRow(lowering, updates, lowering.reshape(segments, [count]), rows);
  return result(call, lowering.reshape(sums, [rows, ...outer]));
};

/** Operations that put elements where an index says. */
export const scatterRules: Rules = {
  ScatterNd: scatterNd,
  TensorScatterUpdate: update,
  SparseToDense: sparseToDense,
  UnsortedSegmentSum: segmentSum,
};
