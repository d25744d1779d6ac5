import { appendFile, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import type { Callback, EpochRow, StartEvent } from "./events";
import { rowLine, rowsOf } from "./history-rows";

/** How the rows of a run are written down. */
export interface RecordOptions {
  /** Takes the place of what the file holds of another run, which else is an error. */
  readonly replace?: boolean;
  /** Told once if the file takes no more rows; console.log where absent. */
  readonly log?: (line: string) => void;
}

/** The text of a file; none if there is no file. */
const textOf = (path: string): Promise<string> =>
  readFile(path, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw new Error(`recordHistory: "${path}" can't be read: ${cause.message}`, { cause });
  });

/**
 * The rows that the file must hold when a run starts: its own, as far as it is resumed.
 * @throws Error if it holds those of another run
 */
async function begin(path: string, { rows, resumed }: StartEvent, replace: boolean): Promise<void> {
  const before = replace ? "" : await textOf(path);
  const found = rowsOf(before, path).rows;
  const shared = Math.min(found.length, rows.length);
  if (found.length > 0 && !(resumed && isDeepStrictEqual(found.slice(0, shared), rows.slice(0, shared)))) {
    throw new Error(
      `recordHistory: "${path}" holds the history of another run (rows: ${found.length}); another path is accepted, ` +
        "or replace: true, which overwrites them",
    );
  }
  await writeWhole(path, rows);
}

async function writeWhole(path: string, rows: readonly EpochRow[]): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, rows.map(rowLine).join(""), { flush: true });
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/**
 * A callback of `fit` that appends each epoch's row to a file as a line of JSON (JSONL), which any tool can read while
 * training goes on; `readHistory` gives the rows back. A resumed run goes on in the file of the run that it resumes: the
 * epochs that it trains once more are written once.
 *
 * A disk that takes no more rows does not end training: that is said once, and the rows are tried again with the next.
 *
 * @throws Error, before the first step, if the file holds the rows of another run, is no such file, or can't be written
 */
export function recordHistory(path: string, { replace = false, log = console.log }: RecordOptions = {}): Callback {
  let [rows, behind, said]: [EpochRow[], boolean, boolean] = [[], false, false];
  const write = async (last: readonly EpochRow[]): Promise<void> => {
    try {
      // A write that failed may have left half a line.
      await (behind ? writeWhole(path, rows) : appendFile(path, last.map(rowLine).join(""), { flush: true }));
      behind = false;
    } catch (error) {
      if (!said) log(`recordHistory: "${path}" takes no more rows, training goes on: ${(error as Error).message}`);
      [behind, said] = [true, true];
    }
  };
  return async (event) => {
    if (event.kind === "start") {
      [rows, behind, said] = [[...event.rows], false, false];
      await begin(path, event, replace);
    }
    if (event.kind === "epoch") {
      rows.push(event.row);
      await write([event.row]);
    }
    if (event.kind === "end" && behind) await write([]);
  };
}

/**
 * The rows that `recordHistory` wrote, also of a run that is still going on or was killed. A last line that was cut off
 * is dropped, with a word.
 * @throws Error that names the file, and the line that is no row
 */
export async function readHistory(
  path: string,
  { log = console.log }: { readonly log?: (line: string) => void } = {},
): Promise<readonly EpochRow[]> {
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new Error(`readHistory: "${path}" can't be read: ${cause.message}`, { cause });
  });
  const { rows, torn } = rowsOf(text, path);
  if (torn !== "") log(`"${path}": the last line was cut off and is dropped (whole rows: ${rows.length})`);
  return rows;
}
