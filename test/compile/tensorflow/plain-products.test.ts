import { expect, it } from "vitest";
import type { NodeDef } from "../../../lib/compile/tensorflow/graph-def";
import { NodeList } from "../../../lib/compile/tensorflow/node-list";
import { withPlainProducts } from "../../../lib/compile/tensorflow/plain-products";

/** A product as TensorFlow.js writes it: both matrices, of the given shapes, become batches of one. */
function batched(a: readonly number[], b: readonly number[], flags: readonly [boolean, boolean]): NodeList {
  const graph = new NodeList();
  const inputs = [a, b].map((shape, i) => {
    const extents = graph.constant(3, [shape.length], Int32Array.from(shape));
    return graph.node("Reshape", ["ab"[i]!, extents], {}, `batch ${i}`);
  });
  const attributes = { T: { type: 1 }, adj_x: { bool: flags[0] }, adj_y: { bool: flags[1] } };
  graph.node("BatchMatMulV2", inputs, attributes, "product");
  return graph;
}

/** The shape that a reshape of the graph gives. */
function shapeOf(nodes: readonly NodeDef[], name: string): number[] {
  const reshape = nodes.find((node) => node.name === name)!;
  const value = nodes.find((node) => node.name === reshape.inputs[1])!.attributes.value as never;
  return [...(value as { readonly tensor: { readonly values: Int32Array } }).tensor.values];
}

it.each([
  [
    [1, 2, 3],
    [1, 3, 5],
    [false, false],
  ],
  [
    [1, 3, 2],
    [1, 3, 5],
    [true, false],
  ],
  [
    [1, 2, 3],
    [1, 5, 3],
    [false, true],
  ],
  [
    [1, 3, 2],
    [1, 5, 3],
    [true, true],
  ],
] as const)("writes a product of %j and %j as MatMul, transposed: %j", (a, b, flags) => {
  const nodes = withPlainProducts(batched(a, b, flags).nodes);
  const product = nodes.find(({ operation }) => operation === "MatMul")!;
  expect(product.attributes).toEqual({
    T: { type: 1 },
    transpose_a: { bool: flags[0] },
    transpose_b: { bool: flags[1] },
  });
  expect(product.inputs.map((name) => shapeOf(nodes, name))).toEqual([a.slice(1), b.slice(1)]);
  const sources = product.inputs.map((name) => nodes.find((node) => node.name === name)?.inputs[0]);
  expect(sources).toEqual(["a", "b"]);
  expect(shapeOf(nodes, "product")).toEqual([1, 2, 5]); // whoever took the old product takes this
  expect(nodes.find(({ name }) => name === "product")?.inputs[0]).toBe(product.name);
});

it("leaves batches of several alone, and products of anything else", () => {
  for (const nodes of [
    batched([4, 2, 3], [1, 3, 5], [false, false]).nodes,
    batched([1, 2, 3], [2, 1, 3, 5], [false, false]).nodes,
    [{ name: "product", operation: "BatchMatMulV2", inputs: ["a", "b"], attributes: {} }],
  ]) {
    expect(withPlainProducts(nodes)).toEqual(nodes);
  }
});
