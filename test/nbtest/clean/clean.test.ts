import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clean } from "../../../lib/nbtest/clean/clean";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";

const cleaned = (text: string) => clean(parseNotebook(text, "a.ipynb"));

const stained = `{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 3,
   "metadata": {"execution": {"iopub.status.busy": "2026-01-01"}, "tags": ["a"]},
   "outputs": [{"data": {}, "execution_count": 7, "metadata": {}, "output_type": "execute_result"}],
   "source": ["1.0"]
  },
  {"cell_type": "markdown", "id": "same", "metadata": {}, "source": "é\\u00e9"},
  {
   "cell_type": "markdown",
   "id": "same",
   "metadata": {},
   "source": []
  }
 ],
 "metadata": {"big": 12345678901234567890},
 "nbformat": 4, "nbformat_minor": 5
}
`;

describe("clean", () => {
  it("takes out what changes from run to run, gives ids, and leaves every other byte", () => {
    const { text, stains } = cleaned(stained);
    const [first, second] = JSON.parse(text).cells.map(({ id }: { id: string }) => id);
    const third = JSON.parse(text).cells[2].id;
    expect([first, second, third]).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}$/),
      "same",
      expect.stringMatching(/^[0-9a-f]{8}$/),
    ]);
    expect(text).toBe(
      stained
        .replace('"execution_count": 3,', `"execution_count": null,\n   "id": "${first}",`)
        .replace('{"execution": {"iopub.status.busy": "2026-01-01"}, "tags": ["a"]}', '{"tags": ["a"]}')
        .replace('"execution_count": 7', '"execution_count": null')
        .replace('   "id": "same"', `   "id": "${third}"`),
    );
    expect(stains.map(({ cell, what }) => `${cell} ${what}`)).toEqual([
      ...["0 execution count", "0 timing", "0 missing id", "2 id of another cell"],
    ]);
  });

  it("finds nothing in what it has cleaned", () => {
    const { text } = cleaned(stained);
    expect(cleaned(text)).toEqual({ text, stains: [] });
  });

  it("gives no ids before nbformat 4.5", () => {
    const old = stained.replace('"nbformat_minor": 5', '"nbformat_minor": 4');
    expect(cleaned(old).text).not.toMatch(/"id": "(?!same)/);
  });

  it("leaves a clean notebook byte for byte, and all but counts, times and ids of any other", () => {
    const json = fc.jsonValue({ maxDepth: 2 });
    const cell = fc.record({
      cell_type: fc.constant("code"),
      execution_count: fc.option(fc.nat(9)),
      id: fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined }),
      metadata: fc.record({ execution: json, other: json, tags: fc.constant(["x"]) }, { requiredKeys: [] }),
      outputs: fc.array(
        fc.record({ output_type: fc.constant("stream"), name: fc.constant("stdout"), text: fc.string() }),
      ),
      source: fc.string(),
    });
    const notebook = fc.record({
      cells: fc.array(cell, { maxLength: 4 }),
      metadata: fc.dictionary(fc.string(), json),
      nbformat: fc.constant(4),
      nbformat_minor: fc.constantFrom(4, 5),
    });
    fc.assert(
      fc.property(
        notebook,
        fc.constantFrom<number | string | undefined>(undefined, 1, 2, "\t"),
        fc.boolean(),
        (given, indent, windows) => {
          const text = JSON.stringify(given, null, indent).replaceAll("\n", windows ? "\r\n" : "\n");
          const found = cleaned(text);
          const [before, after] = [JSON.parse(text), JSON.parse(found.text)];
          const ids = after.cells.map(({ id }: { id?: string }) => id);
          if (given.nbformat_minor === 5) expect(new Set(ids).size).toBe(ids.length);
          for (const [i, each] of after.cells.entries()) {
            expect(each.execution_count).toBe(null);
            expect("execution" in each.metadata).toBe(false);
            const old = before.cells[i];
            delete old.metadata.execution;
            expect({ ...each, id: 0, execution_count: 0 }).toEqual({ ...old, id: 0, execution_count: 0 });
          }
          expect([after.metadata, after.nbformat_minor]).toEqual([before.metadata, before.nbformat_minor]);
          expect(cleaned(found.text)).toEqual({ text: found.text, stains: [] });
          if (found.stains.length === 0) expect(found.text).toBe(text);
          expect(found.text.includes("\r\n")).toBe(text.includes("\r\n"));
        },
      ),
      { numRuns: 500 },
    );
  });
});
