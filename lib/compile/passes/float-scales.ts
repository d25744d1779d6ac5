import type { Graph, GraphNode, Value } from "../graph";
import type { GraphBuilder } from "../graph-builder";
import { elements, outputOf } from "./elementwise-operations";
import { rewritten } from "./rewrite";

/** A tensor as a whole one times a smaller one, which broadcasts. */
interface Scaled {
  readonly whole: Value;
  readonly scale: Value | undefined;
}

const isSmaller = (value: Value, than: Value): boolean => elements(value) < elements(than);

function scaledParts(copy: GraphBuilder, value: Value): Scaled {
  const giver = copy.giver(value);
  const [a, b] = giver?.operation === "Mul" ? giver.inputs : [];
  if (a === undefined || b === undefined) return { whole: value, scale: undefined };
  if (isSmaller(b, value) && a.shape.join() === value.shape.join()) return { whole: a, scale: b };
  if (isSmaller(a, value) && b.shape.join() === value.shape.join()) return { whole: b, scale: a };
  return { whole: value, scale: undefined };
}

/** The shape that two shapes broadcast to; undefined if they do not. */
function common(a: readonly number[], b: readonly number[]): readonly number[] | undefined {
  const rank = Math.max(a.length, b.length);
  const at = (shape: readonly number[], axis: number): number => shape[axis - rank + shape.length] ?? 1;
  const extents = Array.from({ length: rank }, (_, axis) => [at(a, axis), at(b, axis)] as const);
  if (extents.some(([m, n]) => m !== n && m !== 1 && n !== 1)) return undefined;
  return extents.map(([m, n]) => Math.max(m, n));
}

/** The product of two scales, if it is smaller than what they scale. */
function productOf(copy: GraphBuilder, a: Value | undefined, b: Value | undefined, than: Value): Value | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const shape = common(a.shape, b.shape);
  if (shape === undefined) return undefined;
  const product = { type: a.type, shape };
  return isSmaller({ ...product, name: "" }, than) ? copy.node("Mul", [a, b], product) : undefined;
}

/** Whether every user takes a scale in: a sum, or a product with something smaller. */
const isTakenIn = (users: readonly GraphNode[]): boolean =>
  users.every(({ operation, inputs, outputs: [output] }) =>
    operation === "Mul"
      ? inputs.some((input) => isSmaller(input, output as Value))
      : operation === "ReduceSum" || operation === "ReduceMean",
  );

function floated(node: GraphNode, copy: GraphBuilder, users: readonly GraphNode[]): Value | undefined {
  const output = outputOf(node);
  const [a, b] = node.inputs as [Value, Value];
  const [left, right] = [a, b].map((value) => (isSmaller(value, output) ? undefined : scaledParts(copy, value)));
  if (left !== undefined && right !== undefined) {
    const scale = productOf(copy, left.scale, right.scale, output);
    if (scale === undefined || !isTakenIn(users)) return undefined;
    return copy.node("Mul", [copy.node("Mul", [left.whole, right.whole], output), scale], output);
  }
  const [scaled, small] = left === undefined ? [right, a] : [left, b];
  if (scaled?.scale === undefined) return undefined;
  const scale = productOf(copy, scaled.scale, small, output);
  return scale === undefined ? undefined : copy.node("Mul", [scaled.whole, scale], output);
}

/**
 * Multiplies small factors with each other before they meet a large tensor: (x · s) · t = x · (s · t), and lets them
 * out of products whose sum is taken: Σ (x · s) · y = Σ (x · y) · s. A division by a small tensor is a product too.
 */
export const withFloatedScales = (graph: Graph): Graph =>
  rewritten(graph, (node, copy, users) => {
    const output = outputOf(node);
    if (output.type !== "float32") return undefined;
    if (node.operation === "Mul") return floated(node, copy, users);
    const [a, b] = node.inputs as [Value, Value];
    if (node.operation !== "Div" || !isSmaller(b, output) || isSmaller(a, output)) return undefined;
    const factor = copy.node("Reciprocal", [b], b);
    return (
      floated({ ...node, operation: "Mul", inputs: [a, factor] }, copy, users) ?? copy.node("Mul", [a, factor], output)
    );
  });
