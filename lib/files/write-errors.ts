/** Why a folder cannot take a file, by the code of the operating system. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the quota of the disk is used up",
  EROFS: "the file system is read-only",
  EACCES: "the folder is read-only for this user",
  EPERM: "the folder is read-only for this user",
  ENOTDIR: "a part of the path is a file, not a folder",
};

/**
 * Runs a write and names the file, the reason and the way out if the disk or its permissions prevent it.
 * @throws Error in that case; its cause is the operating system's
 */
export async function writing<Result>(path: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new Error(
      `${path} cannot be written: ${reasons[code] ?? message} (${code || "no code"}). A folder with room that this user ` +
        "may write to is accepted: set XDG_CACHE_HOME (Linux) or LOCALAPPDATA (Windows), or set DARK_KNOWLEDGE_DATA to " +
        "a folder that holds the data",
      { cause },
    );
  }
}
