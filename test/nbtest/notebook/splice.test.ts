import { describe, expect, it } from "vitest";
import { memberOf, type Span, spansOf } from "../../../lib/nbtest/notebook/json-spans";
import { type CellChange, splice } from "../../../lib/nbtest/notebook/splice";
import type { Output } from "../../../lib/nbtest/notebook/types";

/** Mulberry32: numbers in [0, 1) from a seed. */
const randomOf = (seed: number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const strings = ["", "a\n", 'quote " and \\ slash', "tab\tü 😀\r\n", '"outputs": []', "}]", "\u2028\\"] as const;

/** Text of a random notebook: any order of members, any white space, numbers that JavaScript would write differently. */
function randomNotebook(seed: number): { readonly text: string; readonly codeCells: readonly number[] } {
  const random = randomOf(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const style = pick(["lines", "compact", "wild"]);
  const newline = pick(["\n", "\r\n"]);
  const unit = pick([" ", "  ", "\t"]);
  const gap = (depth: number) => {
    if (style === "lines") return newline + unit.repeat(depth);
    return style === "compact" ? "" : pick(["", " ", newline, `${newline}  `]);
  };
  const string = () => JSON.stringify(pick(strings));
  const value = (depth: number): string => {
    if (depth > 6 || random() < 0.5)
      return pick([string(), "1.0", "1e5", "12345678901234567890", "null", "true", "-0"]);
    if (random() < 0.5) return list([value(depth + 1), value(depth + 1)], depth);
    return object(
      [
        ["a", value(depth + 1)],
        ["a", value(depth + 1)],
      ],
      depth,
    );
  };
  const list = (items: readonly string[], depth: number) =>
    items.length === 0 ? "[]" : `[${items.map((item) => gap(depth + 1) + item).join(",")}${gap(depth)}]`;
  const object = (members: readonly (readonly [string, string])[], depth: number) =>
    `{${members.map(([name, text]) => `${gap(depth + 1)}"${name}":${pick(["", " "])}${text}`).join(",")}${gap(depth)}}`;
  const cell = (isCode: boolean) => {
    const members: [string, string][] = [
      ["cell_type", isCode ? '"code"' : '"markdown"'],
      ["metadata", value(3)],
      ["source", list([string()], 3)],
    ];
    if (isCode) members.push(["execution_count", pick(["null", "7"])]);
    if (isCode && random() < 0.9) members.push(["outputs", list(random() < 0.5 ? [] : [value(4)], 3)]);
    return object(
      members.sort(() => random() - 0.5),
      2,
    );
  };
  const kinds = Array.from({ length: 1 + Math.floor(random() * 5) }, () => random() < 0.7);
  const cells = list(kinds.map(cell), 1);
  const members: [string, string][] = [
    ["cells", cells],
    ["metadata", value(1)],
    ["nbformat", "4"],
    ["nbformat_minor", "5"],
  ];
  const text =
    object(
      members.sort(() => random() - 0.5),
      0,
    ) + pick(["", newline]);
  return { text, codeCells: kinds.flatMap((isCode, index) => (isCode ? [index] : [])) };
}

const outputs: readonly Output[] = [
  { output_type: "stream", name: "stdout", text: "a\nb" },
  { output_type: "display_data", data: { "text/plain": "x\ny\n", "application/json": { b: 1, a: [] } }, metadata: {} },
];
const stored = [
  { name: "stdout", output_type: "stream", text: ["a\n", "b"] },
  {
    data: { "application/json": { b: 1, a: [] }, "text/plain": ["x\n", "y\n"] },
    metadata: {},
    output_type: "display_data",
  },
];

/** The pieces of a notebook's text outside the values of `outputs` and `execution_count` of the given cells. */
function outside(text: string, indices: readonly number[]): readonly string[] {
  const cells = memberOf(spansOf(text), "cells")?.elements ?? [];
  const holes = indices
    .flatMap((index) => [memberOf(cells[index], "outputs"), memberOf(cells[index], "execution_count")])
    .filter((span): span is Span => span !== undefined)
    .sort((a, b) => a.start - b.start);
  const ends = [0, ...holes.map(({ end }) => end)];
  return ends.map((start, place) => text.slice(start, holes[place]?.start ?? text.length));
}

describe("splice", () => {
  it("changes no byte outside the outputs and counts, over 500 generated notebooks", () => {
    for (let seed = 1; seed <= 500; seed++) {
      const { text, codeCells } = randomNotebook(seed);
      const before = JSON.parse(text) as { cells: Record<string, unknown>[] };
      const changed = splice(
        text,
        codeCells.map((index): CellChange => ({ index, outputs })),
      );
      const expected = before.cells.map((cell, index) =>
        codeCells.includes(index) ? { ...cell, execution_count: null, outputs: stored } : cell,
      );
      expect(JSON.parse(changed), `seed ${seed}`).toEqual({ ...before, cells: expected });
      const hadOutputs = codeCells.filter((index) => "outputs" in (before.cells[index] ?? {}));
      if (hadOutputs.length === codeCells.length)
        expect(outside(changed, codeCells), `seed ${seed}`).toEqual(outside(text, codeCells));
    }
  });

  it("gives back the same text when nothing changes", () => {
    const text =
      '{"cells": [{"cell_type": "code", "outputs": [ ], "execution_count":  null, "source": ["a"]}], "n": 1.0}\r\n';
    expect(splice(text, [{ index: 0, outputs: [], source: "a" }])).toBe(text);
  });

  it("writes as nbformat does, one space per level", () => {
    const cell = '  {\n   "cell_type": "code",\n   "execution_count": 3,\n   "outputs": [],\n   "source": []\n  }';
    const text = `{\n "cells": [\n${cell}\n ],\n "nbformat": 4\n}\n`;
    const out: Output = { output_type: "stream", name: "stdout", text: "a\n" };
    const expected = text
      .replace('"execution_count": 3', '"execution_count": null')
      .replace(
        '"outputs": []',
        '"outputs": [\n    {\n     "name": "stdout",\n     "output_type": "stream",\n     "text": [\n      "a\\n"\n     ]\n    }\n   ]',
      );
    expect(splice(text, [{ index: 0, outputs: [out] }])).toBe(expected);
  });

  it("can change a cell's source", () => {
    const text = '{"cells": [{"source": ["old"], "x": 1}]}';
    expect(splice(text, [{ index: 0, source: "new\nlines" }])).toBe(
      '{"cells": [{"source": ["new\\n","lines"], "x": 1}]}',
    );
  });

  it("takes the last of several members with one name, as JSON.parse does", () => {
    const text = '{"cells": [], "cells": [{"source": "a", "source": "b"}]}';
    expect(JSON.parse(splice(text, [{ index: 0, source: "c" }]))).toEqual({ cells: [{ source: ["c"] }] });
  });

  it("refuses a cell that is not there", () => {
    expect(() => splice('{"cells": []}', [{ index: 0, outputs: [] }])).toThrow(RangeError);
  });
});
