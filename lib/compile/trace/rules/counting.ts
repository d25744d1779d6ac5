import { sizeOf } from "../../../tensors/host-tensor";
import type { ElementType, Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { converted } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, refused, result, tensorOf } from "../rule";
import { summedByRow } from "./row-sums";

/** What each value counts for: its weight, 1 where none is given. [values] */
function weightsOf(call: KernelCall, count: number): Value {
  const weights = tensorOf(call, "weights");
  const { lowering } = call;
  if (sizeOf(weights.shape) > 0) return lowering.reshape(operand(call, "weights"), [count]);
  return lowering.filled(1, weights.dtype as "float32", [count]);
}

/** How often each whole number below `size` occurs; larger ones are left out, and negative ones, which tfjs refuses. */
const bincount: Rule = (call) => {
  const { lowering } = call;
  const x = operand(call, "x");
  const [count, size] = [sizeOf(x.shape), Number(call.attributes.size)];
  const weights = lowering.reshape(weightsOf(call, count), [count, 1]);
  const sums = summedByRow(lowering, weights, lowering.reshape(x, [count]), size);
  return result(call, lowering.reshape(sums, [size]));
};

/** The same row by row: row r counts in the places from r · size on. */
const denseBincount: Rule = (call) => {
  const { lowering } = call;
  const { add, choose, less, and, not, equal, as } = arithmetic(lowering);
  const x = operand(call, "x");
  if (x.shape.length === 1) return bincount(call);
  const [rows, columns] = x.shape as [number, number];
  const size = Number(call.attributes.size);
  const starts = lowering.graph.constant(
    "int32",
    [rows, 1],
    Int32Array.from({ length: rows }, (_, row) => row * size),
  );
  const isCounted = and(less(x, size), not(less(x, 0)));
  const places = lowering.reshape(choose(isCounted, add(x, starts), -1), [rows * columns]);
  const weights = call.attributes.binaryOutput
    ? lowering.filled(1, tensorOf(call, "weights").dtype as "float32", [rows * columns])
    : weightsOf(call, rows * columns);
  const updates = lowering.reshape(weights, [rows * columns, 1]);
  const sums = lowering.reshape(summedByRow(lowering, updates, places, rows * size), [rows, size]);
  const isAny = (): Value => as(not(equal(sums, 0)), sums.type);
  return result(call, call.attributes.binaryOutput ? isAny() : sums);
};

/** The place of each value in a sorted row: how many are below it, or not above it. */
const searchSorted: Rule = (call) => {
  const { lowering } = call;
  const { less, atMost, as } = arithmetic(lowering);
  const [sorted, values] = [operand(call, "sortedSequence"), operand(call, "values")];
  const [batch, extent] = sorted.shape as [number, number];
  const [row, column] = [lowering.reshape(sorted, [batch, 1, extent]), lowering.reshape(values, [...values.shape, 1])];
  const isBefore = (call.attributes.side === "left" ? less : atMost)(row, column);
  const inputs = [as(isBefore, "int32"), lowering.graph.integers([2])];
  return result(call, lowering.node("ReduceSum", inputs, { type: "int32", shape: values.shape }, { keepdims: 0 }));
};

/** The largest elements of the last axis, in order; of equal ones the first. Also where tfjs is free to give any order. */
const topK: Rule = (call) => {
  const { lowering } = call;
  const x = operand(call, "x");
  if (x.type === "bool") throw refused(call, "dtype", "bool", "float32, int32");
  const k = Number(call.attributes.k);
  const shape = [...x.shape.slice(0, -1), k];
  const outputs = [x.type, "int64" as ElementType].map((type) => ({ type, shape }));
  const [values, places] = lowering.graph.nodeWithOutputs("TopK", [x, lowering.graph.integers([k])], outputs, {
    axis: -1,
    largest: 1,
    sorted: 1,
  }) as [Value, Value];
  return [result(call, values), result(call, converted(lowering, places, "int32"))];
};

/** Operations that count and order. */
export const countingRules: Rules = {
  Bincount: bincount,
  DenseBincount: denseBincount,
  SearchSorted: searchSorted,
  TopK: topK,
};
