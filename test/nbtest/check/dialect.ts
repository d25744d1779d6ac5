/** What a person writes, in cells; the cell that is wrong, by which rule; and the same as tslab takes it. */
export interface Trap {
  readonly name: string;
  readonly rule: string;
  readonly cells: readonly string[];
  readonly wrong: number;
  readonly cured: readonly string[];
  /** What the last cell prints where all is well; the trap prints another thing, or fails. */
  readonly prints: string;
}

/** The traps of tslab's dialect, each of which the real kernel is shown to fall into. */
export const traps: readonly Trap[] = [
  {
    ...{ name: "shorthand of an earlier cell's const", rule: "shorthand", wrong: 2, prints: "3\n" },
    cells: ["const teacher = 3;", "const given = { teacher };\nconsole.log(given.teacher);"],
    cured: ["const teacher = 3;", "const given = { teacher: teacher };\nconsole.log(given.teacher);"],
  },
  {
    ...{ name: "shorthand of an earlier cell's import", rule: "shorthand", wrong: 2, prints: "a/b\n" },
    cells: ['import { join } from "node:path";', 'const tools = { join };\nconsole.log(tools.join("a", "b"));'],
    cured: ['import { join } from "node:path";', 'const tools = { join: join };\nconsole.log(tools.join("a", "b"));'],
  },
  {
    ...{ name: "a let that a later cell changes", rule: "let-across-cells", wrong: 1, prints: "6\n" },
    cells: ["let n = 0;\nfunction inc() { n++; return n; }", "n += 5;\nconsole.log(inc());"],
    cured: [
      "const n = { value: 0 };\nfunction inc() { n.value++; return n.value; }",
      "n.value += 5;\nconsole.log(inc());",
    ],
  },
  {
    ...{ name: "for await at the top", rule: "top-level-await", wrong: 1, prints: "1\n" },
    cells: ["async function* one() { yield 1; }\nfor await (const value of one()) console.log(value);"],
    cured: [
      "async function* one() { yield 1; }\nasync function all() { for await (const value of one()) console.log(value); }\nawait all();",
    ],
  },
  {
    ...{ name: "await of a function called in place", rule: "top-level-await", wrong: 1, prints: "1\n" },
    cells: ["await (async () => console.log(1))();"],
    cured: ["const run = async () => console.log(1);\nawait run();"],
  },
  {
    ...{ name: "await of brackets in a cell with an import", rule: "top-level-await", wrong: 1, prints: "2\n" },
    cells: ['import { join } from "node:path";\nconsole.log(1 + (await (Promise.resolve(join("a").length))));'],
    cured: [
      'import { join } from "node:path";\nconst later = Promise.resolve(join("a").length);\nconsole.log(1 + (await later));',
    ],
  },
  {
    ...{ name: "export", rule: "exports", wrong: 1, prints: "3\n" },
    cells: ["export const z = 3;\nconsole.log(z);"],
    cured: ["const z = 3;\nconsole.log(z);"],
  },
  {
    ...{ name: "__dirname", rule: "missing-names", wrong: 1, prints: "string\n" },
    cells: ["console.log(typeof [__dirname][0]);"],
    cured: ["console.log(typeof process.cwd());"],
  },
  {
    ...{ name: "newer syntax", rule: "syntax", wrong: 1, prints: "1\n" },
    cells: ["{ using file = { [Symbol.dispose]() {} } as any; }\nconsole.log(1);"],
    cured: ["console.log(1);"],
  },
  {
    ...{ name: "an import that ends in .ts", rule: "imports", wrong: 1, prints: "1\n" },
    cells: ['import { a } from "./a.ts";\nconsole.log(1);'],
    cured: ["console.log(1);"],
  },
  {
    ...{ name: "a package that is not there", rule: "imports", wrong: 1, prints: "1\n" },
    cells: ['import a from "no-such-package-here";\nconsole.log(1, a);'],
    cured: ["console.log(1);"],
  },
];
