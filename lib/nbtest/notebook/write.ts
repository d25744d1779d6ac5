import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { NotebookError } from "./notebook-error";
import type { Notebook } from "./types";

async function replace(given: string, text: string): Promise<void> {
  await mkdir(dirname(given), { recursive: true });
  const path = await realpath(given).catch(() => given); // a link stays one
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const old = await stat(path).catch(() => undefined);
  try {
    const file = await open(temporary, "wx", 0o644);
    try {
      if (old !== undefined) await file.chmod(old.mode & 0o777);
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, which then takes its name. Makes the folder.
 * An existing file's permissions stay; of a link, the file that it leads to is written.
 *
 * @throws NotebookError naming the file, if it cannot be written; then what was there is unharmed.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await replace(path, text);
  } catch (error) {
    throw new NotebookError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

/**
 * Writes another text over a notebook, if its file still holds what was read.
 *
 * @throws NotebookError if the file has changed meanwhile, is gone, or can't be written.
 */
export async function writeBack({ path, text }: Notebook, changed: string): Promise<void> {
  if ((await readFile(path, "utf8").catch(() => undefined)) !== text)
    throw new NotebookError(`${path}: changed or gone on disk since it was read; it was not written`);
  if (changed !== text) await writeWhole(path, changed);
}
