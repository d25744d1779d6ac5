import { describe, expect, it } from "vitest";
import { cellsLeftOut } from "../../../lib/nbtest/notebook/choose-cells";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";

const cell = (id: string, tags: readonly string[] = [], type = "code") => ({
  cell_type: type,
  id,
  metadata: { tags },
  source: "",
});
const cells = [cell("one"), cell("prose", [], "markdown"), cell("two", ["train"]), cell("3"), cell("four", ["train"])];
const notebook = parseNotebook(JSON.stringify({ cells, nbformat: 4 }), "n.ipynb");
const left = (words: readonly string[], until?: string) =>
  [...cellsLeftOut(notebook, { cells: words, ...(until === undefined ? {} : { until }) })].map(([{ id }, why]) => [
    id,
    why,
  ]);

describe("cellsLeftOut", () => {
  it("leaves out none when nothing is chosen", () => expect(left([])).toEqual([]));

  it("takes numbers of code cells, ranges, ids and tags", () => {
    const ids = (...words: string[]) => left(words).map(([id]) => id);
    expect(ids("2")).toEqual(["one", "3", "four"]);
    expect(ids("2-3")).toEqual(["one", "four"]);
    expect(ids("#3")).toEqual(["one", "two", "four"]);
    expect(ids("train")).toEqual(["one", "3"]);
    expect(ids("one", "4")).toEqual(["two", "3"]);
    expect(left(["train"])[0]).toEqual(["one", "not among --cell train"]);
  });

  it("leaves out what comes after the last one", () => {
    expect(left([], "train")).toEqual([
      ["3", "after --until train"],
      ["four", "after --until train"],
    ]);
    expect(left(["1", "4"], "2")).toEqual([
      ["two", "not among --cell 1, 4"],
      ["3", "after --until 2"],
      ["four", "after --until 2"],
    ]);
  });

  it("refuses what names no code cell", () => {
    for (const word of ["0", "5", "2-5", "3-2", "prose", "no"])
      expect(() => left([word]), word).toThrow(
        `n.ipynb: --cell ${word}: no such code cell; accepted: a number or range up to 4`,
      );
    expect(() => left([], "no")).toThrow("--until no: no such code cell");
  });
});
