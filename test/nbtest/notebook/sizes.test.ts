import { describe, expect, it } from "vitest";
import { constantsOf } from "../../../lib/nbtest/notebook/constants";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";
import { sizeOf, typedParameters, withParameters } from "../../../lib/nbtest/notebook/sizes";
import { notebookText } from "../workplace";

const source = [
  "const train = 60_000; // images",
  "const rate: number = 1e-3;",
  'const name = "a; b"; const seeds = [1, 2, 3];',
  "const widths = [[1200, 1200], [800]];",
  "const quick = false;",
  "const computed = train / 2;",
  "let changing = 1;",
].join("\n");
const sizes = { nbtest: { sizes: { small: { train: 1000, seeds: [1], name: 'q"' }, broken: { train: { a: 1 } } } } };
const notebook = parseNotebook(
  notebookText(["const train = 1;", { source, tags: ["parameters"] }], "tslab", sizes),
  "n.ipynb",
);

describe("constantsOf", () => {
  it("finds constants with a literal, and their kind", () => {
    expect(constantsOf(source).map(({ name, kind, start, end }) => [name, kind, source.slice(start, end)])).toEqual([
      ["train", "number", "60_000"],
      ["rate", "number", "1e-3"],
      ["name", "string", '"a; b"'],
      ["seeds", "list", "[1, 2, 3]"],
      ["widths", "list", "[[1200, 1200], [800]]"],
      ["quick", "boolean", "false"],
    ]);
  });
});

describe("withParameters", () => {
  it("replaces initialisers in the tagged cell and nothing else", () => {
    const changed = withParameters(notebook, sizeOf(notebook, "small"));
    expect(changed.index).toBe(1);
    expect(changed.source.split("\n")).toEqual([
      "const train = 1000; // images",
      "const rate: number = 1e-3;",
      'const name = "q\\""; const seeds = [1];',
      ...source.split("\n").slice(3),
    ]);
  });

  it("names a constant that is not there, and those that are", () => {
    expect(() => withParameters(notebook, { epochs: 2 })).toThrow(
      /no line `const epochs = <literal>;`.*train, rate, name/,
    );
    expect(() => withParameters(notebook, { computed: 2 })).toThrow(/no line `const computed/);
  });

  it("refuses a value of another kind", () => {
    expect(() => withParameters(notebook, { train: "many" })).toThrow(/train is a number; given: "many", a string/);
  });

  it("refuses a notebook with no cell of constants, or with two", () => {
    const without = parseNotebook(notebookText(["const a = 1;"]), "n.ipynb");
    expect(() => withParameters(without, { a: 2 })).toThrow(/0 code cells are tagged "parameters"/);
    const tagged = { source: "const a = 1;", tags: ["parameters"] };
    expect(() => withParameters(parseNotebook(notebookText([tagged, tagged]), "n"), { a: 2 })).toThrow(/2 code cells/);
  });
});

describe("sizeOf", () => {
  it("names the sizes that there are", () => {
    expect(() => sizeOf(notebook, "tiny")).toThrow('n.ipynb: no size "tiny"; it has: small, broken');
    expect(() => sizeOf(notebook, "toString")).toThrow("no size");
  });

  it("refuses a value that is no literal", () => {
    expect(() => sizeOf(notebook, "broken")).toThrow(/train is {"a":1}/);
  });
});

describe("typedParameters", () => {
  it("types a value by the constant that it replaces", () => {
    expect(typedParameters(notebook, { train: "5", name: "5", seeds: "[4]", quick: "true" })).toEqual({
      train: 5,
      name: "5",
      seeds: [4],
      quick: true,
    });
  });

  it("refuses what is no value", () => {
    expect(() => typedParameters(notebook, { train: "five" })).toThrow("-p train=five: not a value");
    expect(() => typedParameters(notebook, { train: '{"a":1}' })).toThrow("not a value");
  });
});
