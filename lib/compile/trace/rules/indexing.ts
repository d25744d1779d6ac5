import { type DataType, util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { converted, type Lowering } from "../lowering";
import { gathered, transposed } from "../moves";
import { operand, type Rule, type Rules, result } from "../rule";

/**
 * Written in float32, which is what a loss multiplies it with; a reader of the int32 that tfjs promises gets a cast.
 * Not ONNX's OneHot, which counts an index of -1 from the end: in tfjs it has no one at all.
 */
const oneHot: Rule = (call) => {
  const { lowering } = call;
  const indices = operand(call, "indices");
  const { depth, onValue, offValue, dtype } = call.attributes;
  const classes = lowering.graph.constant(
    "int32",
    [Number(depth)],
    Int32Array.from({ length: Number(depth) }, (_, i) => i),
  );
  const shape = [...indices.shape, Number(depth)];
  const column = lowering.reshape(indices, [...indices.shape, 1]);
  const isClass = lowering.node("Equal", [column, classes], { type: "bool", shape });
  const [on, off] = [onValue, offValue].map((number) => lowering.graph.scalar("float32", Number(number)));
  const plain = Number(onValue) === 1 && Number(offValue) === 0;
  const value = plain
    ? converted(lowering, isClass, "float32")
    : lowering.node("Where", [isClass, on as Value, off as Value], { type: "float32", shape });
  return result(call, value, dtype as DataType);
};

/** Where x has batches of its own for the batches of indices: the axis moves in front, behind them, and back. */
function gatherByBatch(lowering: Lowering, x: Value, indices: Value, axis: number, batchDims: number): Value {
  const axes = x.shape.map((_, i) => i);
  const outer = axes.slice(batchDims, axis);
  const moved = transposed(lowering, x, [...axes.slice(0, batchDims), axis, ...outer, ...axes.slice(axis + 1)]);
  const places = lowering.reshape(converted(lowering, indices, "int64"), [...indices.shape, 1]);
  const found = gathered(lowering, moved, places, batchDims);
  const chosen = indices.shape.length - batchDims;
  const all = found.shape.map((_, i) => i);
  const [batch, taken, before, after] = [
    all.slice(0, batchDims),
    all.slice(batchDims, batchDims + chosen),
    all.slice(batchDims + chosen, batchDims + chosen + outer.length),
    all.slice(batchDims + chosen + outer.length),
  ];
  return transposed(lowering, found, [...batch, ...before, ...taken, ...after]);
}

const gather: Rule = (call) => {
  const { lowering } = call;
  const [x, indices] = [operand(call, "x"), operand(call, "indices")];
  const batchDims = Number(call.attributes.batchDims ?? 0);
  const axis = util.parseAxisParam(call.attributes.axis as number, [...x.shape])[0] as number;
  if (batchDims > 0) return result(call, gatherByBatch(lowering, x, indices, axis, batchDims));
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  return result(call, lowering.node("Gather", [x, indices], { type: x.type, shape }, { axis }));
};

const gatherNd: Rule = (call) => {
  const [x, indices] = [operand(call, "params"), operand(call, "indices")];
  return result(call, gathered(call.lowering, x, converted(call.lowering, indices, "int64")));
};

/** Operations that choose elements by index. */
export const indexingRules: Rules = { OneHot: oneHot, GatherV2: gather, GatherNd: gatherNd };
