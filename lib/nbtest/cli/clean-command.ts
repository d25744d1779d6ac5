import { relative } from "node:path";
import { absolutePaths } from "../check/rules/stored-paths";
import { subjectOf } from "../check/subject";
import { clean } from "../clean/clean";
import { readNotebook } from "../notebook/read";
import type { Notebook } from "../notebook/types";
import { writeBack } from "../notebook/write";
import { exitCode } from "./exit-code";
import type { Subcommand } from "./subcommand";
import { UsageError } from "./usage-error";
import type { Values } from "./values";

const KILOBYTE = 1000;

function sizeLimit(values: Values): number {
  const text = values.one("--max-size") ?? "300";
  if (/^\d{1,7}$/.test(text) && Number(text) > 0) return Number(text) * KILOBYTE;
  throw new UsageError(`--max-size ${text}: accepted: a whole number of kilobytes from 1 on`);
}

/** What cleaning can't mend: it would change what a cell shows. */
function leftOver({ text, ...notebook }: Notebook, limit: number): readonly string[] {
  const bytes = Buffer.byteLength(text);
  const size = `${Math.ceil(bytes / KILOBYTE)} kB; up to ${limit / KILOBYTE} are accepted (--max-size)`;
  const paths = absolutePaths(subjectOf({ ...notebook, text }));
  return [...(bytes > limit ? [size] : []), ...paths.map(({ message }) => message)];
}

/** "2 execution counts, 1 missing id" */
function summed(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${word}${count === 1 ? "" : ` (${count} times)`}`).join(", ");
}

/** `nbtest clean`: takes out of notebooks what changes from run to run. */
export const cleanCommand: Subcommand = {
  name: "clean",
  about: `Takes out of notebooks what changes from run to run and says nothing: numbers of runs and times of execution; gives every
cell an id that lacks one. Every other byte stays as it is. Absolute paths in outputs and a size above the limit are
told, not mended: run the notebook again, or show less.`,
  options: [
    { name: "--check", help: "change nothing; end with 1 if there is something to clean" },
    { name: "--max-size", value: "KB", help: "how large a notebook may be, in kilobytes; default 300" },
  ],
  async run(paths, values, sink) {
    const [checks, limit] = [values.has("--check"), sizeLimit(values)];
    let unclean = 0;
    for (const path of paths) {
      const notebook = await readNotebook(path);
      const { text, stains } = clean(notebook);
      const file = relative("", path) || path;
      if (stains.length > 0) {
        if (!checks) await writeBack(notebook, text);
        sink.write(`${file}: ${checks ? "to clean" : "cleaned"}: ${summed(stains.map(({ what }) => what))}\n`);
      }
      const left = leftOver({ ...notebook, text }, limit);
      for (const line of left) sink.write(`${file}: ${line}\n`);
      if (left.length > 0 || (checks && stains.length > 0)) unclean += 1;
    }
    sink.write(`${paths.length} notebook${paths.length === 1 ? "" : "s"}, ${unclean} not clean\n`);
    return unclean === 0 ? exitCode.ok : exitCode.testFailures;
  },
};
