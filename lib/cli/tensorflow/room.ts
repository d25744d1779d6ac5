import { statfs } from "node:fs/promises";
import { CuredError } from "../cured-error";
import { sizeText } from "../size-text";

/**
 * Checks that the disk of a folder has room.
 * @throws CuredError if it has not
 */
export async function checkRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new CuredError(`${folder} has ${sizeText(free)} of room; ${sizeText(bytes)} are needed while it is installed`, [
    "make room, or name another folder for caches: XDG_CACHE_HOME=FOLDER",
  ]);
}
