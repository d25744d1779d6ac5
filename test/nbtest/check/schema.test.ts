import Ajv from "ajv-draft-04";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellIds } from "../../../lib/nbtest/check/rules/cell-ids";
import { schema } from "../../../lib/nbtest/check/rules/schema";
import type { Subject } from "../../../lib/nbtest/check/subject";
import schema44 from "./schemas/nbformat.v4.4.schema.json";
import schema45 from "./schemas/nbformat.v4.5.schema.json";

const ajv = new Ajv({ strict: false });
const official = { 4: ajv.compile(schema44), 5: ajv.compile(schema45) };

type Json = Readonly<Record<string, unknown>>;

/** nbformat's own verdict: its JSON schema, and that ids are unique, which a schema can't say. */
const accepts = (notebook: Json): boolean => {
  const cells: readonly (Json | null)[] = Array.isArray(notebook.cells) ? notebook.cells : [];
  const ids = cells.map((cell) => cell?.id).filter((id) => id !== undefined);
  const unique = notebook.nbformat_minor !== 5 || new Set(ids).size === ids.length;
  return official[notebook.nbformat_minor as 4 | 5](notebook) && unique;
};

const ours = (json: Json): readonly string[] => {
  const subject = { json } as Subject;
  return [...schema(subject), ...cellIds(subject)].map(({ message }) => message);
};

const text = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 2 }));
const odd = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -2, max: 9 }),
  fc.double({ noNaN: true }),
  fc.string({ maxLength: 3 }),
  fc.array(fc.constantFrom<unknown>("a", "a,b", 1), { maxLength: 2 }),
  fc.constant({}),
  fc.constant({ a: 1 }),
);
/** Mostly what is asked for, sometimes something else, sometimes nothing. */
const mostly = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 120, arbitrary: value as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
const bundle = fc.dictionary(
  fc.constantFrom("text/plain", "image/png", "application/json", "application/x+json", "application/javascript"),
  mostly(text),
);
const output = fc.oneof(
  fc.record(
    { output_type: mostly(fc.constant("stream")), name: mostly(fc.constant("stdout")), text: mostly(text) },
    { requiredKeys: ["output_type", "name"] },
  ),
  fc.record({
    output_type: fc.constant("error"),
    ename: mostly(fc.string()),
    evalue: fc.string(),
    traceback: mostly(fc.array(fc.string())),
  }),
  fc.record({
    output_type: fc.constant("display_data"),
    data: mostly(bundle),
    metadata: mostly(fc.constant({ a: 1 })),
  }),
  fc.record({
    output_type: fc.constant("execute_result"),
    data: bundle,
    metadata: fc.constant({}),
    execution_count: mostly(fc.constantFrom(null, 3)),
  }),
);
const metadata = fc.record(
  {
    tags: mostly(fc.array(fc.constantFrom("a", "b"), { maxLength: 2 })),
    name: mostly(fc.constant("n")),
    scrolled: mostly(fc.constantFrom(true, "auto")),
    collapsed: mostly(fc.boolean()),
    execution: mostly(fc.constant({ "iopub.status.busy": "t" })),
    jupyter: mostly(fc.constant({})),
    format: mostly(fc.constant("x")),
    other: odd,
  },
  { requiredKeys: [] },
);
const id = fc.constantFrom("a", "b", "c-1", "d_2", "e", "f", "g");
const cell = fc.oneof(
  fc.record(
    {
      cell_type: fc.constant("code"),
      id: mostly(id),
      metadata: mostly(metadata),
      source: mostly(text),
      outputs: mostly(fc.array(output, { maxLength: 2 })),
      execution_count: mostly(fc.constantFrom(null, 0, 2)),
      attachments: odd,
    },
    { requiredKeys: ["cell_type", "metadata", "source", "outputs", "execution_count"] },
  ),
  fc.record(
    {
      cell_type: mostly(fc.constant("markdown")),
      id: mostly(id),
      metadata: mostly(metadata),
      source: mostly(text),
      attachments: mostly(fc.dictionary(fc.constant("a.png"), bundle)),
    },
    { requiredKeys: ["cell_type", "metadata"] },
  ),
  fc.record({ cell_type: fc.constant("raw"), id, metadata, source: text }),
);
const notebook = fc.record(
  {
    nbformat: mostly(fc.constant(4)),
    nbformat_minor: fc.constantFrom(4, 5),
    metadata: mostly(
      fc.record(
        {
          kernelspec: mostly(
            fc.record({ name: mostly(fc.string()), display_name: fc.string() }, { requiredKeys: ["name"] }),
          ),
          language_info: mostly(
            fc.record({ name: mostly(fc.string()), codemirror_mode: mostly(fc.constantFrom<unknown>("x", {})) }),
          ),
          title: mostly(fc.string()),
          authors: mostly(fc.constant([])),
          orig_nbformat: mostly(fc.constant(4)),
        },
        { requiredKeys: [] },
      ),
    ),
    cells: mostly(fc.array(cell, { maxLength: 3 })),
    extra: odd,
  },
  { requiredKeys: ["nbformat", "nbformat_minor", "metadata", "cells"] },
);

describe("the rules schema and cell-ids", () => {
  it("say of 5,000 generated notebooks what nbformat's own JSON schema says", () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(notebook, (json: Json) => {
        const found = ours(json);
        seen[found.length === 0 ? "accepted" : "refused"] += 1;
        expect([found.length === 0, found]).toEqual([accepts(json), found]);
      }),
      { numRuns: 5000 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(100);
  });

  it.each([
    [
      "a key that is not allowed",
      { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [], odd: 1 },
      '"odd"; accepted: no such key',
    ],
    ["a missing list", { nbformat: 4, nbformat_minor: 5, metadata: {} }, 'no "cells"; nbformat asks for it'],
    [
      "a missing id",
      { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ cell_type: "raw", metadata: {}, source: "" }] },
      "no id; nbformat asks for one from 4.5 on",
    ],
  ])("name %s", (_, json, message) => {
    expect(ours(json)).toEqual([message]);
  });
});
