import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { NotebookError } from "../notebook/notebook-error";
import { writeWhole } from "../notebook/write";
import { isRecord } from "../wire/message";

/** How long notebooks took when they last passed. */
export interface PastTimes {
  /** In milliseconds; undefined if it is not known. */
  of(path: string): number | undefined;
  /** Remembers and stores more of them, and forgets notebooks that are gone. @throws NotebookError if the file cannot be written. */
  add(times: ReadonlyMap<string, number>): Promise<void>;
}

/** Where past times are. */
export interface TimesFile {
  readonly file: string;
  /** Runs of another size take other times. */
  readonly size?: string;
}

async function readTimes(file: string): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return "{}";
    throw new NotebookError(`${file}: cannot be read: ${error.message}`);
  });
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && Object.values(value).every((time) => typeof time === "number" && time >= 0))
      return new Map(Object.entries(value as Readonly<Record<string, number>>));
  } catch {
    // Said below.
  }
  throw new NotebookError(`${file}: no file of past times; accepted: a JSON object of notebooks and milliseconds`);
}

/**
 * Reads past times from a file; notebooks stand in it by their path from its folder. There are none if there is no file.
 *
 * @throws NotebookError if the file is something else.
 */
export async function pastTimesIn({ file, size }: TimesFile): Promise<PastTimes> {
  const times = await readTimes(file);
  const folder = dirname(resolve(file));
  const nameOf = (path: string): string =>
    relative(folder, resolve(path)).replaceAll("\\", "/") + (size === undefined ? "" : ` at size ${size}`);
  return {
    of: (path) => times.get(nameOf(path)),
    async add(more) {
      const now = await readTimes(file).catch(() => times); // another run may have written meanwhile
      const all = new Map([
        ...now,
        ...[...more].map(([path, time]): [string, number] => [nameOf(path), Math.round(time)]),
      ]);
      const kept = [...all].filter(([name]) => existsSync(resolve(folder, name.replace(/ at size .*$/, ""))));
      const sorted = kept.sort(([a], [b]) => (a < b ? -1 : 1));
      await writeWhole(file, `${JSON.stringify(Object.fromEntries(sorted), null, 1)}\n`);
    },
  };
}
