import { expect, it } from "vitest";
import { nodeProto, savedModel, TAG } from "../../../lib/compile/tensorflow/graph-def";

// Written by hand from graph.proto: field << 3 | wire type, length, content.
const text = (field: number, value: string): number[] => [(field << 3) | 2, value.length, ...Buffer.from(value)];
const inside = (field: number, content: number[]): number[] => [(field << 3) | 2, content.length, ...content];

it("writes an operation with its inputs and each kind of attribute", () => {
  const attributes = {
    s: { string: "ab" },
    i: { int: 300 },
    b: { bool: true },
    t: { type: 3 },
    d: { shape: [2, 5] },
    l: { list: [{ int: 1 }, { int: 2 }] },
    f: { float: 1 },
    v: { tensor: { type: 1, shape: [], values: Float32Array.of(2) } },
  };
  const entry = (key: string, value: number[]): number[] => inside(5, [...text(1, key), ...inside(2, value)]);
  const extent = (size: number): number[] => inside(2, [8, size]);
  expect([...nodeProto({ name: "n", operation: "Op", inputs: ["a:1", "^b"], attributes })]).toEqual([
    ...text(1, "n"),
    ...text(2, "Op"),
    ...text(3, "a:1"),
    ...text(3, "^b"),
    ...entry("s", text(2, "ab")),
    ...entry("i", [3 << 3, 0xac, 0x02]),
    ...entry("b", [5 << 3, 1]),
    ...entry("t", [6 << 3, 3]),
    ...entry("d", inside(7, [...extent(2), ...extent(5)])),
    ...entry("l", inside(1, [3 << 3, 1, 3 << 3, 2])),
    ...entry("f", [(4 << 3) | 5, 0, 0, 0x80, 0x3f]),
    ...entry("v", inside(8, [8, 1, ...inside(2, []), ...inside(4, [0, 0, 0, 0x40])])),
  ]);
});

it("puts a graph into a SavedModel, under the tag by which it is loaded", () => {
  const node = { name: "n", operation: "NoOp", inputs: [], attributes: {} };
  const graph = [...inside(1, [...nodeProto(node)]), ...inside(4, [8, 0xbf, 0x08])]; // 1087 in base 128
  expect([...savedModel([node])]).toEqual([8, 1, ...inside(2, [...inside(1, text(4, TAG)), ...inside(2, graph)])]);
});
