import { describe, expect, it, vi } from "vitest";
import { problemsOf, tslabNotebook } from "./notebooks";

vi.setConfig({ testTimeout: 120_000 });

const typeProblems = async (cells: readonly string[]) =>
  (await problemsOf(tslabNotebook(cells), true)).map(({ rule, cell, line, column, message }) => [
    rule,
    cell,
    line,
    column,
    message,
  ]);

describe("the type check", () => {
  it("takes all cells of a notebook together, and awaits at the top", async () => {
    const cells = [
      'import { readFile } from "node:fs/promises";',
      'const text = await readFile("a", "utf8");',
      "text.length",
    ];
    expect(await typeProblems(cells)).toEqual([]);
  });

  it("is strict, which the kernel is not, and names the character in the file", async () => {
    const found = await typeProblems(["const a = 1;", 'const before = "é\\t";\nconst s: string = null;']);
    // A cell before its sources takes six lines; the second cell's begin in line 20 of the file, four spaces and a quote in.
    expect(found).toEqual([["types", 2, 21, 12, "Type 'null' is not assignable to type 'string'. (TS2322)"]]);
  });

  it("knows the library's own types: a wrong tap or option is an error that names what is accepted", async () => {
    const [problem] = await typeProblems([
      'import { mlp, fitNets, fit, adam, hardLabels, tapped } from "dark-knowledge";',
      "const net = mlp({ input: [28, 28, 1], hidden: [3], classes: 10, sed: 1 });",
    ]);
    expect(problem?.[4]).toMatch(/'sed' does not exist in type/);
  });
});
