import type { Graph, GraphNode, Value } from "../graph";
import type { GraphBuilder } from "../graph-builder";
import { isElementwise, isUnary, outputOf } from "./elementwise-operations";
import { reshaped } from "./reshaped";
import { rewritten } from "./rewrite";

/** An extent of 1 in front of every axis that a shape lacks. */
const padded = (shape: readonly number[], rank: number): number[] => [
  ...Array<number>(rank - shape.length).fill(1),
  ...shape,
];

/** A shape without the axes of extent 1 in front, which broadcasting adds by itself. */
function withoutLeadingOnes(shape: readonly number[]): readonly number[] {
  const first = shape.findIndex((extent) => extent !== 1);
  return first < 0 ? [] : shape.slice(first);
}

/** Computed before the reshape instead of behind it. */
function movedUp(node: GraphNode, copy: GraphBuilder): Value | undefined {
  const { type, shape } = outputOf(node);
  const giver = copy.giver(node.inputs[0] as Value);
  if (giver?.operation !== "Reshape") return undefined;
  const source = giver.inputs[0] as Value;
  return reshaped(copy, copy.node(node.operation, [source], { type, shape: source.shape }, node.attributes), shape);
}

function squeezedOperation(node: GraphNode, copy: GraphBuilder): Value | undefined {
  const { type, shape } = outputOf(node);
  const kept = shape.flatMap((extent, axis) => (extent === 1 ? [] : [axis]));
  if (kept.length === shape.length && node.inputs.every((input) => input.shape[0] !== 1)) return undefined;
  const of = (extents: readonly number[]): number[] => kept.map((axis) => extents[axis] as number);
  const inputs = node.inputs.map((value) =>
    reshaped(copy, value, withoutLeadingOnes(of(padded(value.shape, shape.length)))),
  );
  const value = copy.node(node.operation, inputs, { type, shape: of(shape) }, node.attributes);
  return reshaped(copy, value, shape);
}

function squeezedSum(node: GraphNode, copy: GraphBuilder): Value | undefined {
  const [x, axes] = node.inputs as [Value, Value];
  const given = copy.constantOf(axes);
  const kept = x.shape.flatMap((extent, axis) => (extent === 1 ? [] : [axis]));
  if (given === undefined || kept.length === x.shape.length) return undefined;
  const summed = new Set(Array.from(given.values, Number));
  const places = kept.flatMap((axis, place) => (summed.has(axis) ? [place] : []));
  const { type, shape } = outputOf(node);
  const whole = reshaped(
    copy,
    x,
    kept.map((axis) => x.shape[axis] as number),
  );
  if (places.length === 0) return reshaped(copy, whole, shape);
  const left = kept.filter((axis) => !summed.has(axis)).map((axis) => x.shape[axis] as number);
  const value = copy.node(node.operation, [whole, copy.integers(places)], { type, shape: left }, { keepdims: 0 });
  return reshaped(copy, value, shape);
}

/**
 * Takes axes of extent 1 out of elementwise operations and of sums, with reshapes around them that meet and vanish.
 * What was the same in two shapes becomes one operation; and beside a single number ONNX Runtime goes through a tensor
 * whose last axis is 1 element by element, some ten times slower than through the same elements in a row.
 */
export const withoutAxesOfOne = (graph: Graph): Graph =>
  rewritten(graph, (node, copy) => {
    if (node.operation === "Reshape") return reshaped(copy, node.inputs[0] as Value, outputOf(node).shape);
    if (node.operation === "ReduceSum" || node.operation === "ReduceMean") return squeezedSum(node, copy);
    if (isUnary(node)) return movedUp(node, copy);
    return isElementwise(node) ? squeezedOperation(node, copy) : undefined;
  });
