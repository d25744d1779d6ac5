import { relative } from "node:path";
import { type Checked, check } from "../check/check";
import { exitCode } from "./exit-code";
import type { Subcommand } from "./subcommand";

/** A line for each problem, as compilers write them, so that editors find the place. */
function linesOf({ path, problems }: Checked): readonly string[] {
  const file = relative("", path) || path;
  return problems.map(({ line, column, cell, rule, message }) => {
    const where = cell === undefined ? "" : `code cell ${cell}: `;
    return `${file}:${line}:${column}: ${where}${message} [${rule}]`;
  });
}

const some = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** `nbtest check`: what can be said of notebooks without a kernel. */
export const checkCommand: Subcommand = {
  name: "check",
  about: `Looks at notebooks without a kernel: their form and ids, stored errors, absolute paths and secrets in what is stored,
imports that the kernel could not find, what tslab does otherwise than TypeScript, and the types of all cells of a
notebook together, strictly. A notebook's metadata may excuse it from rules: "nbtest": { "allow": ["stored-paths"] }.`,
  options: [{ name: "--no-types", help: "leave the type check out, which takes seconds; the rest takes milliseconds" }],
  async run(paths, values, sink) {
    const all = await check(paths, { types: !values.has("--no-types") });
    const lines = all.flatMap(linesOf);
    for (const line of lines) sink.write(`${line}\n`);
    const checked = some(paths.length, "notebook");
    sink.write(lines.length === 0 ? `${checked}: nothing found\n` : `${checked}: ${some(lines.length, "problem")}\n`);
    return lines.length === 0 ? exitCode.ok : exitCode.testFailures;
  },
};
