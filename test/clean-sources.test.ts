import ts from "typescript";
import { describe, expect, it } from "vitest";
import { breaches, nodesOf, sourcesIn } from "./source-files";

const MOST_LINES = 120;

const lib = sourcesIn("lib");
const tests = sourcesIn("test");

describe("the sources", () => {
  it(`have no file of more than ${MOST_LINES} lines`, () => {
    const written = lib.filter(({ file }) => !file.endsWith(".generated.ts"));
    const found = breaches(written, ({ text }) => {
      const lines = text.trimEnd().split("\n").length;
      return lines > MOST_LINES ? [`${lines} lines`] : [];
    });
    expect(found).toEqual([]);
  });

  it("have no `any`", () => {
    const found = breaches([...lib, ...tests], ({ tree }) =>
      nodesOf(tree).flatMap((node) => (node.kind === ts.SyntaxKind.AnyKeyword ? [node.parent.getText()] : [])),
    );
    expect(found).toEqual([]);
  });

  it("have no test that is left out, or that leaves out the others", () => {
    const found = breaches(tests, ({ tree }) =>
      nodesOf(tree).flatMap((node) =>
        ts.isPropertyAccessExpression(node) &&
        /^(?:it|test|describe)\b/.test(node.expression.getText()) &&
        /^(?:skip|only|todo|fails)$/.test(node.name.text)
          ? [node.getText()]
          : [],
      ),
    );
    expect(found).toEqual([]);
  });
});
