import { sizeOf } from "../../../tensors/host-tensor";
import { type DataType, util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { converted } from "../lowering";
import { operand, type Rule, type Rules, refused, result } from "../rule";

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

const gather: Rule = (call) => {
  const [x, indices] = [operand(call, "x"), operand(call, "indices")];
  const batchDims = Number(call.attributes.batchDims ?? 0);
  if (batchDims !== 0) throw refused(call, "batchDims", batchDims, "0");
  const axis = util.parseAxisParam(call.attributes.axis as number, [...x.shape])[0] as number;
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  return result(call, call.lowering.node("Gather", [x, indices], { type: x.type, shape }, { axis }));
};

/** The gradient of gather: rows are added up where their segment says; float32 in tfjs, whatever is added. */
const segmentSum: Rule = (call) => {
  const { lowering } = call;
  const [x, segments] = [converted(lowering, operand(call, "x"), "float32"), operand(call, "segmentIds")];
  const shape = [Number(call.attributes.numSegments), ...x.shape.slice(segments.shape.length)];
  const count = sizeOf(segments.shape);
  const rows = lowering.reshape(converted(lowering, segments, "int64"), [count, 1]);
  const updates = lowering.reshape(x, [count, ...shape.slice(1)]);
  const inputs = [lowering.filled(0, "float32", shape), rows, updates];
  return result(call, lowering.node("ScatterND", inputs, { type: "float32", shape }, { reduction: "add" }));
};

/** Operations that choose elements by index. */
export const indexingRules: Rules = { OneHot: oneHot, GatherV2: gather, UnsortedSegmentSum: segmentSum };
