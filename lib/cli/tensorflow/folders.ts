import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { isRunning } from "../../files/is-running";

/** Folders that no reader takes for an installation: being made, and being deleted. */
const hidden = /^\.(?:new|old)-.*\.(\d+)$/;

const removal = { recursive: true, force: true, maxRetries: 5 } as const;

/** Deletes what ended processes left in the folder of installations. */
export async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = hidden.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(path.join(folder, name), removal);
  }
}

/** A new folder in which an installation is made. */
export async function newFolder(folder: string, name: string): Promise<string> {
  const made = path.join(folder, `.new-${name}.${process.pid}`);
  await rm(made, removal);
  await mkdir(made);
  return made;
}

/** Removes an installation: it is gone at once, and deleted then. */
export async function removeFolder(folder: string, name: string): Promise<void> {
  const aside = path.join(folder, `.old-${name}.${process.pid}`);
  await rm(aside, removal);
  await rename(path.join(folder, name), aside);
  await rm(aside, removal);
}

/** The installations by name. */
export const installedNames = async (folder: string): Promise<readonly string[]> =>
  existsSync(folder) ? (await readdir(folder)).filter((name) => !name.startsWith(".")).sort() : [];

/** A name that comes behind those that are there, so that the newest one is the last: `2.21.0-cpu`, `2.21.0-cpu-2`. */
function nextName(name: string, before: readonly string[]): string {
  const counts = before.flatMap((each) => {
    if (each === name) return [1];
    return each.startsWith(`${name}-`) ? [Number(each.slice(name.length + 1)) || 0] : [];
  });
  return counts.length === 0 ? name : `${name}-${Math.max(...counts) + 1}`;
}

/** Removes every installation but one. */
export async function keepOnly(folder: string, name: string): Promise<void> {
  for (const each of await installedNames(folder)) if (each !== name) await removeFolder(folder, each);
}

/**
 * Gives a finished folder its name, and then removes the installations that were there. What stood there is never without
 * a complete successor: a process that dies in between leaves both.
 * @returns the path that it got
 */
export async function publish(folder: string, made: string, name: string): Promise<string> {
  const target = nextName(name, await installedNames(folder));
  await rename(made, path.join(folder, target));
  await keepOnly(folder, target);
  return path.join(folder, target);
}
