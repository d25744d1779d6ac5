import { basename, dirname, join, relative } from "node:path";
import { readNotebook } from "../notebook/read";
import { writeWhole } from "../notebook/write";
import { writePage } from "../page/page";
import { exitCode } from "./exit-code";
import type { Subcommand } from "./subcommand";
import { UsageError } from "./usage-error";

/** @throws UsageError if two pages would get one name */
function checkPages(paths: readonly string[], pageOf: (path: string) => string): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const other = seen.get(pageOf(path));
    if (other !== undefined) throw new UsageError(`${other} and ${path} would be written to one file, ${pageOf(path)}`);
    seen.set(pageOf(path), path);
  }
}

/** `nbtest html`: the pages of notebooks as they are stored. */
export const htmlCommand: Subcommand = {
  name: "html",
  about: `Writes each notebook, with the outputs that it stores, as a page: one HTML file with prose, formulas, code and charts, which
needs no network and runs no script.`,
  options: [
    { name: "--output", short: "-o", value: "FOLDER", help: "where the pages go; default: beside each notebook" },
  ],
  async run(paths, values, sink) {
    const output = values.one("--output");
    const pageOf = (path: string): string =>
      join(output ?? dirname(path), basename(path).replace(/(\.ipynb)?$/, ".html"));
    checkPages(paths, pageOf);
    for (const path of paths) {
      const { text } = await readNotebook(path);
      await writeWhole(pageOf(path), writePage(JSON.parse(text), { title: basename(path, ".ipynb") }));
      sink.write(`wrote ${relative("", pageOf(path)) || pageOf(path)}\n`);
    }
    return exitCode.ok;
  },
};
