import type { Graph, GraphNode, Value } from "../graph";
import type { GraphBuilder } from "../graph-builder";
import { outputOf } from "./elementwise-operations";
import { rewritten } from "./rewrite";

/** The operation called `name` that gives a value, seen through a reshape. */
function given(copy: GraphBuilder, value: Value | undefined, name: string): GraphNode | undefined {
  const giver = value === undefined ? undefined : copy.giver(value);
  const behind = giver?.operation === "Reshape" ? copy.giver(giver.inputs[0] as Value) : giver;
  return behind?.operation === name ? behind : undefined;
}

/** The last axis of a value, if a reduction goes over just that. */
const overLast = (copy: GraphBuilder, { inputs }: GraphNode, { shape }: Value): boolean =>
  copy.constantOf(inputs[1] as Value)?.values.join() === String(shape.length - 1);

/** c − log Σ exp c with c = x − max x: the logarithm of the softmax of x. */
function logSoftmax(node: GraphNode, copy: GraphBuilder): Value | undefined {
  const [centred, logarithm] = node.inputs as [Value, Value];
  const sum = given(copy, given(copy, logarithm, "Log")?.inputs[0], "ReduceSum");
  const exponential = given(copy, sum?.inputs[0], "Exp");
  if (sum === undefined || exponential?.inputs[0]?.name !== centred.name) return undefined;
  const difference = given(copy, centred, "Sub");
  const x = difference?.inputs[0];
  const largest = given(copy, difference?.inputs[1], "ReduceMax");
  if (x === undefined || largest === undefined || largest.inputs[0]?.name !== x.name) return undefined;
  if (!overLast(copy, sum, centred) || !overLast(copy, largest, x)) return undefined;
  return copy.node("LogSoftmax", [x], outputOf(node), { axis: -1 });
}

/** Writes what tfjs composes as the two operations of ONNX: the logarithm of the softmax, and exp of that, the softmax. */
export const withNamedSoftmax = (graph: Graph): Graph =>
  rewritten(graph, (node, copy) => {
    if (node.operation === "Sub") return logSoftmax(node, copy);
    const inner = node.operation === "Exp" ? given(copy, node.inputs[0], "LogSoftmax") : undefined;
    return inner === undefined
      ? undefined
      : copy.node("Softmax", inner.inputs, outputOf(node), { axis: outputOf(node).shape.length - 1 });
  });
