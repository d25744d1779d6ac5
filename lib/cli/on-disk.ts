import { CuredError } from "./cured-error";

/** What a file system refuses, by its code. */
const refusals: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EROFS: "the file system is read-only",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  ENOTDIR: "a part of the path is a file",
  EIO: "the disk fails",
};

/** The code of an error or of what caused it. */
const codesOf = (error: unknown): readonly (string | undefined)[] => {
  const { code, cause } = (error ?? {}) as { readonly code?: string; readonly cause?: { readonly code?: string } };
  return [code, cause?.code];
};

/**
 * Does work that writes into a folder of the user's cache.
 * @throws CuredError where the disk or its permissions prevent it
 */
export async function onDisk<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const code = codesOf(cause).find((each) => each !== undefined && Object.hasOwn(refusals, each));
    if (cause instanceof CuredError || code === undefined) throw cause;
    throw new CuredError(
      `${folder} cannot be written: ${refusals[code]} (${code})`,
      ["make room, or name another folder for caches: XDG_CACHE_HOME=FOLDER"],
      { cause },
    );
  }
}
