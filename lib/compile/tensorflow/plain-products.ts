import { TENSORFLOW_TYPE } from "./binding";
import type { AttributeValue, NodeDef } from "./graph-def";
import { NodeList } from "./node-list";

const { int32 } = TENSORFLOW_TYPE;

/** A matrix that was given an axis of 1 in front: where it comes from, and its own shape. */
interface Wrapped {
  readonly source: string;
  readonly shape: readonly [number, number];
}

function wrapped(by: ReadonlyMap<string, NodeDef>, input: string): Wrapped | undefined {
  const reshape = by.get(input);
  if (reshape?.operation !== "Reshape") return undefined;
  const value = by.get(reshape.inputs[1] as string)?.attributes.value;
  if (value === undefined || !("tensor" in value)) return undefined;
  const [batch, rows, columns, ...rest] = value.tensor.values as Int32Array;
  if (batch !== 1 || rows === undefined || columns === undefined || rest.length > 0) return undefined;
  return { source: reshape.inputs[0] as string, shape: [rows, columns] };
}

const isSet = (node: NodeDef, attribute: string): boolean => {
  const value = node.attributes[attribute];
  return value !== undefined && "bool" in value && value.bool;
};

/**
 * Writes products of two matrices as MatMul. TensorFlow.js makes each a batch of one, BatchMatMulV2, which takes a fifth
 * longer over a whole training step.
 */
export function withPlainProducts(nodes: readonly NodeDef[]): readonly NodeDef[] {
  const by = new Map(nodes.map((node) => [node.name, node]));
  return nodes.flatMap((node) => {
    if (node.operation !== "BatchMatMulV2") return [node];
    const [a, b] = node.inputs.map((input) => wrapped(by, input));
    if (a === undefined || b === undefined) return [node];
    const T = node.attributes.T as AttributeValue;
    const [transposeA, transposeB] = [isSet(node, "adj_x"), isSet(node, "adj_y")];
    const graph = new NodeList([], `${node.name}/`);
    const reshaped = (source: string, shape: readonly number[], name?: string): string => {
      const extents = graph.constant(int32, [shape.length], Int32Array.from(shape));
      return graph.node("Reshape", [source, extents], { T, Tshape: { type: int32 } }, name);
    };
    const matrices = [reshaped(a.source, a.shape), reshaped(b.source, b.shape)];
    const attributes = { T, transpose_a: { bool: transposeA }, transpose_b: { bool: transposeB } };
    const product = graph.node("MatMul", matrices, attributes);
    reshaped(product, [1, a.shape[transposeA ? 1 : 0], b.shape[transposeB ? 0 : 1]], node.name);
    return graph.nodes;
  });
}
