import { stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (what) => what.isDirectory(),
    () => false,
  );

function usersCache({ XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv): string {
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches");
  if (process.platform === "win32") return LOCALAPPDATA || join(homedir(), "AppData", "Local");
  return XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), ".cache");
}

/**
 * Where nbtest keeps what makes later runs faster: the given folder, else `.cache/nbtest` in the nearest `node_modules`,
 * from the working directory upwards, else `nbtest` in the user's cache.
 */
export async function cacheFolder(given: string | undefined): Promise<string> {
  if (given !== undefined) return given;
  for (let folder = resolve(""); ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (await isFolder(modules)) return relative("", join(modules, ".cache", "nbtest"));
    if (folder === dirname(folder)) return join(usersCache(process.env), "nbtest");
  }
}
