import type { Graph, GraphNode, Value } from "../graph";
import type { GraphBuilder } from "../graph-builder";
import { outputOf } from "./elementwise-operations";
import { reshaped } from "./reshaped";
import { rewritten } from "./rewrite";

/** A tensor without the single number that it is multiplied with, and that number; seen through a reshape. */
function withoutNumber(copy: GraphBuilder, value: Value): readonly [whole: Value, factor: number] {
  const giver = copy.giver(value);
  const product = giver?.operation === "Reshape" ? copy.giver(giver.inputs[0] as Value) : giver;
  if (product?.operation !== "Mul") return [value, 1];
  for (const [i, whole] of product.inputs.entries()) {
    const constant = copy.constantOf(product.inputs[1 - i] as Value);
    if (constant?.type !== "float32" || constant.values.length !== 1 || constant.shape.length > 0) continue;
    return [reshaped(copy, whole, value.shape), Number(constant.values[0])];
  }
  return [value, 1];
}

const alphaOf = ({ attributes }: GraphNode): number => (attributes.alpha as { float: number } | undefined)?.float ?? 1;

/** (x · c) · W = c · (x · W): a product of matrices takes a number for nothing, which would be a pass over the pixels. */
export const withScaledProducts = (graph: Graph): Graph =>
  rewritten(graph, (node, copy) => {
    if (node.operation !== "Gemm") return undefined;
    const [a, b, ...rest] = node.inputs as [Value, Value, ...Value[]];
    const [[left, m], [right, n]] = [withoutNumber(copy, a), withoutNumber(copy, b)];
    if (m === 1 && n === 1) return undefined;
    const alpha = { float: alphaOf(node) * m * n };
    return copy.node("Gemm", [left, right, ...rest], outputOf(node), { ...node.attributes, alpha });
  });
