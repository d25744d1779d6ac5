import { randomBytes } from "node:crypto";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { NotebookError } from "./notebook-error";

async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const mode = await stat(path).then(
    (found) => found.mode & 0o777,
    () => 0o644,
  );
  try {
    const file = await open(temporary, "wx", mode);
    try {
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
 * An existing file's permissions stay.
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
