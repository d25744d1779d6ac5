import type { Graph, GraphNode, Value } from "../graph";
import type { GraphBuilder } from "../graph-builder";
import { elements, outputOf } from "./elementwise-operations";
import { reshaped } from "./reshaped";
import { rewritten } from "./rewrite";

/** Extents of `value` by the axes of `like`, 1 where it has none. */
const extentsOf = (value: Value, like: Value): readonly number[] => [
  ...Array<number>(like.shape.length - value.shape.length).fill(1),
  ...value.shape,
];

/** Whether `sum` is x − mean x, with the mean over the axes that are summed over: then the sum is 0. */
function isCentred(node: GraphNode, copy: GraphBuilder, axes: readonly number[], sum: Value): boolean {
  const giver = copy.giver(sum);
  if (giver?.operation !== "Sub") return false;
  const [x, mean] = giver.inputs as [Value, Value];
  const source = copy.giver(mean);
  const reduction = source?.operation === "Reshape" ? copy.giver(source.inputs[0] as Value) : source;
  if (reduction?.operation !== "ReduceMean" || reduction.inputs[0]?.name !== x.name) return false;
  const extents = extentsOf(mean, sum);
  return reduction.inputs[1]?.name === node.inputs[1]?.name && axes.every((axis) => extents[axis] === 1);
}

function zeros(node: GraphNode, copy: GraphBuilder): Value {
  const { type, shape } = outputOf(node);
  return copy.node("Expand", [copy.scalar("float32", 0), copy.integers(shape)], { type, shape });
}

/** A whole tensor and the smaller one that it is multiplied with, which does not change along the axes; undefined if it is no such product. */
function factorsOf(
  copy: GraphBuilder,
  value: Value,
  axes: readonly number[],
): readonly [whole: Value, scale: Value] | undefined {
  const giver = copy.giver(value);
  if (giver?.operation !== "Mul") return undefined;
  const [a, b] = giver.inputs as [Value, Value];
  const [whole, scale] = elements(a) < elements(b) ? [b, a] : [a, b];
  if (whole.shape.join() !== value.shape.join() || elements(scale) >= elements(value)) return undefined;
  const extents = extentsOf(scale, value);
  return axes.every((axis) => extents[axis] === 1) ? [whole, scale] : undefined;
}

/** Σ (x · s) = (Σ x) · s for a factor s that does not change along the axes that are summed over. */
function factored(node: GraphNode, copy: GraphBuilder, axes: readonly number[]): Value | undefined {
  const [sum, places] = node.inputs as [Value, Value];
  const [whole, scale] = factorsOf(copy, sum, axes) ?? [];
  if (whole === undefined || scale === undefined) return undefined;
  if (isCentred(node, copy, axes, whole)) return zeros(node, copy);
  const output = outputOf(node);
  const reduced = copy.node(node.operation, [whole, places], output, node.attributes);
  const extents = extentsOf(scale, sum);
  const kept = node.attributes.keepdims === 1 ? extents : extents.filter((_, axis) => !axes.includes(axis));
  return copy.node("Mul", [reduced, reshaped(copy, scale, kept)], output);
}

/** What is added up to a value, as far as the tensors of its own shape go. */
function addends(copy: GraphBuilder, value: Value): readonly Value[] {
  const giver = copy.giver(value);
  return giver?.operation === "Add" ? giver.inputs.flatMap((input) => addends(copy, input)) : [value];
}

/** The sum of one addend if it costs no pass over a tensor: it is 0, or one that is there, or that of a smaller value. */
function cheapSum(node: GraphNode, copy: GraphBuilder, axes: readonly number[], addend: Value): Value | undefined {
  const [sum, places] = node.inputs as [Value, Value];
  const output = outputOf(node);
  const extents = extentsOf(addend, sum);
  if (elements(addend) < elements(sum)) {
    const count = axes.reduce((product, axis) => product * (sum.shape[axis] as number), 1);
    if (axes.some((axis) => extents[axis] !== 1) || elements(addend) !== elements(output)) return undefined;
    return copy.node("Mul", [reshaped(copy, addend, output.shape), copy.scalar("float32", count)], output);
  }
  if (isCentred(node, copy, axes, addend)) return zeros(node, copy);
  const [whole, scale] = factorsOf(copy, addend, axes) ?? [addend, undefined];
  if (isCentred(node, copy, axes, whole)) return zeros(node, copy);
  const known = copy.known("ReduceSum", [whole, places], output.shape, node.attributes);
  if (known === undefined || scale === undefined) return known;
  return copy.node("Mul", [known, reshaped(copy, scale, output.shape)], output);
}

/** Σ (a + b + …) = Σ a + Σ b + …, where none of these costs a pass: the gradient of a bias before batch norm, which is 0. */
function distributed(node: GraphNode, copy: GraphBuilder, axes: readonly number[]): Value | undefined {
  const parts = addends(copy, node.inputs[0] as Value);
  if (node.operation !== "ReduceSum" || parts.length < 2) return undefined;
  const sums: Value[] = [];
  for (const part of parts) {
    const sum = cheapSum(node, copy, axes, part);
    if (sum === undefined) return undefined;
    sums.push(sum);
  }
  return sums.reduce((total, sum) => copy.node("Add", [total, sum], outputOf(node)));
}

/** Takes factors out of sums and means, so that sums of the same tensor become one; what a mean has centred sums to 0. */
export const withFactoredSums = (graph: Graph): Graph =>
  rewritten(graph, (node, copy) => {
    if (node.operation !== "ReduceSum" && node.operation !== "ReduceMean") return undefined;
    if (outputOf(node).type !== "float32") return undefined;
    const axes = Array.from(copy.constantOf(node.inputs[1] as Value)?.values ?? [], Number);
    if (axes.length === 0) return undefined;
    if (isCentred(node, copy, axes, node.inputs[0] as Value)) return zeros(node, copy);
    return factored(node, copy, axes) ?? distributed(node, copy, axes);
  });
