import { describe, expect, it } from "vitest";
import { traps } from "./dialect";
import { broken } from "./notebooks";

describe("the rules of the dialect", () => {
  it.each(traps)("find $name, and nothing in its cure", async ({ cells, cured, wrong, rule }) => {
    expect(await broken(cells)).toContain(`cell ${wrong}: ${rule}`);
    expect(await broken(cured)).toEqual([]);
  });

  it("find a name that is declared twice, also by import, but not within functions", async () => {
    expect(
      await broken(["const a = 1;", "function f(a: number) { const b = a; return b; }", 'const a = "two";']),
    ).toEqual(["cell 3: declared-once"]);
    expect(await broken(['import { join } from "node:path";', 'import { join } from "node:path/posix";'])).toEqual([
      "cell 2: declared-once",
    ]);
    expect(await broken(["const { a, b: [c] } = { a: 1, b: [2] };", "const c = 3;"])).toEqual([
      "cell 2: declared-once",
    ]);
  });

  it.each([
    ["a parameter", "const f = (teacher: number) => ({ teacher });"],
    ["a const of the same function", "function f() { const teacher = 1; return { teacher }; }"],
    ["a destructured parameter", "const f = ({ teacher }: { teacher: number }) => ({ teacher });"],
    ["a loop's variable", "for (const teacher of [1]) console.log({ teacher });"],
    ["a caught error", "try { f(); } catch (teacher) { console.log({ teacher }); }"],
    ["a declaration of the same cell", "const own = 1;\nconsole.log({ own });"],
  ])("accept shorthand of %s", async (_, cell) => {
    expect(
      await broken(["const teacher = 3;\nfunction f() {}", cell]).then((all) =>
        all.filter((one) => /shorthand/.test(one)),
      ),
    ).toEqual([]);
  });

  it("accept a let that no later cell uses, and one of the same name in a function", async () => {
    expect(
      await broken(["let n = 0;\nn += 1;", "function f() { let n = 2; return n; }", "const o = { n: 1 };\no.n;"]),
    ).toEqual([]);
    expect(await broken(["var n = 0;", "console.log(n);"])).toEqual(["cell 1: let-across-cells"]);
  });

  it("accept for await and calls in place inside functions", async () => {
    expect(
      await broken([
        "async function f(all: AsyncIterable<number>) { for await (const one of all) await (async () => one)(); }",
      ]),
    ).toEqual([]);
  });

  it("accept await of brackets beside an await that tslab sees", async () => {
    expect(await broken(["const one = await Promise.resolve(1);\nawait (async () => one)();"])).toEqual([]);
  });

  it("find imports of every form that the kernel could not resolve", async () => {
    const cells = [
      'import { tf } from "dark-knowledge";\nimport fs from "node:fs";\nimport { display } from "tslab";',
      'const lost = await import("not-there");',
      'const there = require("@not/there/sub");',
      'type T = import("../up").T;',
      'import { x } from "./beside";',
      'import ts from "typescript/lib/typescript";',
    ];
    expect(await broken(cells)).toEqual([2, 3, 4, 5].map((cell) => `cell ${cell}: imports`));
  });
});
