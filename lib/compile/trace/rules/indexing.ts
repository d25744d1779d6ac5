import { sizeOf } from "../../../tensors/host-tensor";
import { util } from "../../../tensors/tf";
import { operand, type Rule, type Rules, refused, result } from "../rule";

/** Written in float32, which is what a loss multiplies it with; a reader of the int32 that tfjs promises gets a cast. */
const oneHot: Rule = (call) => {
  const indices = operand(call, "indices");
  const { depth, onValue, offValue, dtype } = call.attributes;
  const { graph } = call.lowering;
  const pair = graph.constant("float32", [2], Float32Array.of(Number(offValue), Number(onValue)));
  const inputs = [indices, graph.scalar("int32", Number(depth)), pair];
  const value = call.lowering.node("OneHot", inputs, { type: "float32", shape: [...indices.shape, Number(depth)] });
  return result(call, value, dtype === "float32" ? "float32" : "int32");
};

const gather: Rule = (call) => {
  const [x, indices] = [operand(call, "x"), operand(call, "indices")];
  const batchDims = Number(call.attributes.batchDims ?? 0);
  if (batchDims !== 0) throw refused(call, "batchDims", batchDims, "0");
  const axis = util.parseAxisParam(call.attributes.axis as number, [...x.shape])[0] as number;
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  return result(call, call.lowering.node("Gather", [x, indices], { type: x.type, shape }, { axis }));
};

/** The gradient of gather: rows are added up where their segment says. */
const segmentSum: Rule = (call) => {
  const { lowering } = call;
  const [x, segments] = [operand(call, "x"), operand(call, "segmentIds")];
  const shape = [Number(call.attributes.numSegments), ...x.shape.slice(segments.shape.length)];
  const count = sizeOf(segments.shape);
  const whole = lowering.node("Cast", [segments], { type: "int64", shape: segments.shape }, { to: 7 });
  const rows = lowering.reshape(whole, [count, 1]);
  const updates = lowering.reshape(x, [count, ...shape.slice(1)]);
  const zeros = lowering.filled(0, x.type as "float32", shape);
  const output = { type: x.type, shape };
  return result(call, lowering.node("ScatterND", [zeros, rows, updates], output, { reduction: "add" }));
};

/** Operations that choose elements by index. */
export const indexingRules: Rules = { OneHot: oneHot, GatherV2: gather, UnsortedSegmentSum: segmentSum };
