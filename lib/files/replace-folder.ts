import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/** Where the folder that is being replaced stands until the new one is in its place. */
export const asideName = (folder: string): string => `${resolve(folder)}.old`;

/**
 * Puts `files` into `folder`, all or nothing.
 *
 * They are written to a folder beside it, which then takes its name; what stood there is moved aside, put back if that
 * fails, and deleted at the end. A process that dies in between leaves the old folder under its name or under
 * `asideName`, and perhaps a folder `….new-…` that nobody reads.
 *
 * @param files contents by name
 * @param who asks for it, for errors
 * @throws Error if the folder holds anything that is not in `files`: it would be lost
 */
export async function replaceFolder(
  folder: string,
  files: Readonly<Record<string, Uint8Array | string>>,
  who: string,
): Promise<void> {
  const target = resolve(folder);
  await refuseForeign(target, Object.keys(files), who);
  await mkdir(dirname(target), { recursive: true });
  const fresh = `${target}.new-${randomUUID().slice(0, 8)}`;
  try {
    await mkdir(fresh);
    for (const [name, content] of Object.entries(files)) await writeFile(join(fresh, name), content, { flush: true });
    await swap(fresh, target);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

async function swap(fresh: string, target: string): Promise<void> {
  const aside = asideName(target);
  const replaces = existsSync(target);
  if (replaces) {
    await rm(aside, { recursive: true, force: true }); // left by a process that died after the new folder stood
    await rename(target, aside);
  }
  try {
    await rename(fresh, target);
  } catch (error) {
    if (replaces) await rename(aside, target);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

async function refuseForeign(target: string, names: readonly string[], who: string): Promise<void> {
  if (!existsSync(target)) return;
  if (!(await stat(target)).isDirectory()) throw new Error(`${who}: "${target}" is a file; a folder is accepted`);
  const foreign = (await readdir(target)).find((entry) => !names.includes(entry));
  if (foreign !== undefined) {
    throw new Error(
      `${who}: "${target}" holds "${foreign}", which would be lost; a new folder, an empty one, or one written by ${who} is ` +
        "accepted",
    );
  }
}
