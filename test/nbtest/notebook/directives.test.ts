import { describe, expect, it } from "vitest";
import { directivesOf } from "../../../lib/nbtest/notebook/directives";
import { expectedError } from "../../../lib/nbtest/notebook/expected-error";

const read = (source: string, tags: readonly string[] = []) =>
  directivesOf({ index: 0, type: "code", source, tags }, "n.ipynb: cell 1");

describe("directivesOf", () => {
  it("reads comments above the code, with // or #, among others and blank lines", () => {
    expect(
      read("// A title\n\n/* two\n lines */\n//nbtest:timeout 5m\n  # nbtest: skip no network here\nconst a = 1;"),
    ).toEqual({
      timeoutMs: 300_000,
      skip: "no network here",
    });
    expect(read("// nbtest: timeout=90s").timeoutMs).toBe(90_000);
    expect(read("// an nbtest: skip that is none\nconst a = 1;")).toEqual({});
  });

  it("reads Jupyter's tags, nbval's, and its own", () => {
    expect(read("1", ["skip-execution"])).toEqual({ skip: "tag skip-execution" });
    expect(read("1", ["nbval-skip", "mine"])).toEqual({ skip: "tag nbval-skip" });
    expect(read("1", ["nbtest:timeout=2s"])).toEqual({ timeoutMs: 2000 });
    expect(read("1", ["raises-exception"]).raises?.text).toBe("");
  });

  it("lets a comment go before a tag", () => {
    expect(read("// nbtest: raises-exception too big", ["raises-exception"]).raises?.text).toBe("too big");
  });

  it.each([
    ["// nbtest: skp", [], 'n.ipynb: cell 1: "// nbtest: skp": unknown directive "skp"; did you mean skip?'],
    ["1", ["nbtest:tmeout=1s"], 'tag nbtest:tmeout=1s: unknown directive "tmeout"; did you mean timeout?'],
    ["// nbtest: timeout soon", [], "accepted: a number above 0 with ms, s, m or h"],
    ["// nbtest: raises-exception /(/", [], "Invalid regular expression"],
    ["// nbtest: skip\n// nbtest: skip", [], "there is another skip"],
    [
      "const a = 1;\n// nbtest: skip",
      [],
      'n.ipynb: cell 1, line 2: "// nbtest: skip" must stand above the cell\'s code',
    ],
    ["/* a */ const a = 1;\n// nbtest: skip", [], "must stand above"],
    ["// nbtest:", [], 'unknown directive ""'],
  ])("refuses %j with tags %j", (source, tags, message) => {
    expect(() => read(source, tags)).toThrow(message);
  });
});

it("expectedError is a part of the error's text, or a regular expression, or any", () => {
  const matches = (text: string, error: string) => expectedError(text).matches(error);
  expect(matches("RangeError: too", "RangeError: too big")).toBe(true);
  expect(matches("too small", "RangeError: too big")).toBe(false);
  expect(matches("/TOO (big|small)/gi", "RangeError: too big")).toBe(true);
  expect(matches("/^too/", "RangeError: too big")).toBe(false);
  expect(matches("", "whatever")).toBe(true);
  expect(matches("too big", "RangeError: \u001b[31mtoo\u001b[39m big")).toBe(true);
});
