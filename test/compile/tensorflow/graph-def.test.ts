import { expect, it } from "vitest";
import { nodeProto, savedModel } from "../../../lib/compile/tensorflow/graph-def";

// Bytes from the wire format: a tag is field · 8 + type; 0 is a varint, 2 has a length, 5 is a float.
const text = (word: string): number[] => [word.length, ...Buffer.from(word)];
const entry = (key: string, value: readonly number[]): number[] => {
  const content = [0x0a, ...text(key), 0x12, value.length, ...value];
  return [0x2a, content.length, ...content];
};
const written = (value: Parameters<typeof nodeProto>[0]["attributes"][string]): number[] => [
  ...nodeProto({ name: "n", operation: "Op", inputs: [], attributes: { a: value } }),
];
const head = [0x0a, ...text("n"), 0x12, ...text("Op")];

it("writes name, operation and inputs of a node", () => {
  const node = { name: "n", operation: "Op", inputs: ["x", "y:1", "^z"], attributes: {} };
  expect([...nodeProto(node)]).toEqual([...head, 0x1a, ...text("x"), 0x1a, ...text("y:1"), 0x1a, ...text("^z")]);
});

it.each([
  ["a text", { string: "SAME" }, [0x12, ...text("SAME")]],
  ["a whole number", { int: 300 }, [0x18, 0xac, 0x02]],
  ["a float", { float: 1 }, [0x25, 0, 0, 0x80, 0x3f]],
  ["a flag", { bool: true }, [0x28, 1]],
  ["a type", { type: 3 }, [0x30, 3]],
  ["a shape", { shape: [2, 0] }, [0x3a, 8, 0x12, 2, 0x08, 2, 0x12, 2, 0x08, 0]],
  ["a list of whole numbers", { list: [{ int: 1 }, { int: 2 }] }, [0x0a, 4, 0x18, 1, 0x18, 2]],
])("writes %s", (_what, value, bytes) => {
  expect(written(value)).toEqual([...head, ...entry("a", bytes)]);
});

it("writes the values of a tensor as they are in memory", () => {
  const values = Float32Array.of(0, 1, 2).subarray(1);
  const content = [0x08, 1, 0x12, 4, 0x12, 2, 0x08, 2, 0x22, 8, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40];
  const bytes = [0x42, content.length, ...content];
  expect(written({ tensor: { type: 1, shape: [2], values } })).toEqual([...head, ...entry("a", bytes)]);
});

it("puts the graph into a model with one tag", () => {
  const node = [...nodeProto({ name: "n", operation: "Op", inputs: [], attributes: {} })];
  const graph = [0x0a, node.length, ...node, 0x22, 3, 0x08, 0xbf, 0x08]; // 1087
  const metaGraph = [0x0a, 7, 0x22, ...text("serve"), 0x12, graph.length, ...graph];
  const model = savedModel([{ name: "n", operation: "Op", inputs: [], attributes: {} }]);
  expect([...model]).toEqual([0x08, 1, 0x12, metaGraph.length, ...metaGraph]);
});
