import { readdir, stat } from "node:fs/promises";
import path from "node:path";

/** The bytes of all files below a folder; 0 if it is not there. Files that go away meanwhile don't count. */
export async function folderSize(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(path.join(folder, name)).then(
        (about) => (about.isFile() ? about.size : 0),
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
