import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The folder that downloads are kept in, one per user: `dark-knowledge` in `$XDG_CACHE_HOME` (if absolute) or
 * `~/.cache` on Linux, in `~/Library/Caches` on macOS, in `%LOCALAPPDATA%` on Windows.
 */
export function cacheFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  return join(userCache(environment, platform, home), "dark-knowledge");
}

function userCache(
  { XDG_CACHE_HOME, LOCALAPPDATA }: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === "darwin") return join(home, "Library", "Caches");
  if (platform === "win32") return LOCALAPPDATA || join(home, "AppData", "Local");
  // The XDG specification has a relative path ignored.
  return XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(home, ".cache");
}
