import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { NotebookError } from "../notebook/notebook-error";
import { writeWhole } from "../notebook/write";
import { duration } from "../report/duration";
import type { NotebookResult } from "../run/events";
import { UsageError } from "./usage-error";

/** Where executed notebooks go. */
export interface StoreOptions {
  readonly output?: string;
  readonly html: boolean;
  readonly write: boolean;
  readonly update: boolean;
}

/** What became of the files: lines that say where they are, and whether one could not be written where it should. */
export interface Stored {
  readonly lines: readonly string[];
  readonly failed: boolean;
}

/**
 * Makes sure that no two notebooks would be written to one file, and none over itself.
 *
 * @throws UsageError naming both.
 */
export function checkNames(paths: readonly string[], output: string): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    if (resolve(output, basename(path)) === resolve(path))
      throw new UsageError(
        `--output ${output}: ${path} would be overwritten; --write stores outputs in the notebook itself`,
      );
    const other = seen.get(basename(path));
    if (other !== undefined)
      throw new UsageError(`--output ${output}: ${other} and ${path} would be written to one file`);
    seen.set(basename(path), path);
  }
}

const wrote = (path: string): string => `wrote ${relative("", path) || path}`;

async function writePageOf({ notebook, executed, passed, milliseconds }: NotebookResult, path: string): Promise<void> {
  const { writePage } = await import("../page/page"); // loaded late: most runs need no page
  const title = basename(notebook.path, ".ipynb");
  const note = `Run by nbtest in ${duration(milliseconds)}: ${passed ? "every cell passed" : "it failed"}.`;
  await writeWhole(path, writePage(JSON.parse(executed), { title, note }));
}

/** Stores outputs in the notebook itself; not over changes that somebody made meanwhile. */
async function writeBack({ notebook, passed }: NotebookResult, text: string | undefined): Promise<string> {
  if (!passed || text === undefined) return `not written, because it failed: ${notebook.path}`;
  if (text === notebook.text) return `nothing to write: ${notebook.path} stores these outputs already`;
  if ((await readFile(notebook.path, "utf8").catch(() => undefined)) !== notebook.text)
    throw new NotebookError(`${notebook.path}: changed or gone on disk since it was read; its outputs were not stored`);
  await writeWhole(notebook.path, text);
  return wrote(notebook.path);
}

/** What was run is not lost because it cannot be written where it should: it goes into a temporary folder. */
async function rescue({ notebook, executed }: NotebookResult): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "nbtest-rescued-")), basename(notebook.path));
  await writeWhole(path, executed);
  return `the executed notebook is in ${path}`;
}

/** Writes what a run was asked to leave behind. */
export async function store(result: NotebookResult, { output, html, write, update }: StoreOptions): Promise<Stored> {
  const lines: string[] = [];
  const at = join(output ?? "", basename(result.notebook.path));
  const page = at.replace(/(\.ipynb)?$/, ".html");
  try {
    if (output !== undefined) {
      await writeWhole(at, result.executed);
      lines.push(wrote(at));
      if (html) await writePageOf(result, page);
      if (html) lines.push(wrote(page));
    }
    if (write) lines.push(await writeBack(result, result.executed));
    if (update) lines.push(await writeBack(result, result.updated));
    return { lines, failed: false };
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    return { lines: [...lines, error.message, await rescue(result)], failed: true };
  }
}
