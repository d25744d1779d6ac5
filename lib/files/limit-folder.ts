import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Deletes the files of a folder that were used longest ago, by their time of modification, until what is left holds at
 * most `bytes`. Folders in it are left alone, and so is a file that goes away meanwhile.
 * @returns the names of the deleted files
 */
export async function limitFolder(folder: string, bytes: number): Promise<readonly string[]> {
  const names = await readdir(folder);
  const found = await Promise.all(
    names.map(async (name) => {
      const about = await stat(join(folder, name)).catch(() => undefined);
      return about?.isFile() ? [{ name, size: about.size, used: about.mtimeMs }] : [];
    }),
  );
  const newestFirst = found.flat().sort((a, b) => b.used - a.used);
  let sum = 0;
  const over = newestFirst.filter(({ size }) => {
    sum += size;
    return sum > bytes;
  });
  for (const { name } of over) await rm(join(folder, name), { force: true });
  return over.map(({ name }) => name);
}
