import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Readable } from "node:stream";
import { type Entry, open as openZip, type ZipFile } from "yauzl";

/** Files as they lie in Python's folder of packages: those of a wheel, or those in a folder. */
export interface FileTree {
  /** Where they are, for messages. */
  readonly place: string;
  /** Bytes by path, with "/". */
  readonly files: ReadonlyMap<string, number>;
  readonly read: (file: string) => Promise<Readable>;
  readonly close: () => void;
}

/** The files of a wheel, which is a zip. */
export async function wheelTree(wheel: string): Promise<FileTree> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    openZip(wheel, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    );
  });
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      if (!entry.fileName.endsWith("/")) entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on("end", resolve);
    zip.on("error", reject);
    zip.readEntry();
  });
  return {
    place: wheel,
    files: new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize])),
    read: (file) =>
      new Promise((resolve, reject) => {
        zip.openReadStream(entries.get(file) as Entry, (error, stream) => (error ? reject(error) : resolve(stream)));
      }),
    close: () => zip.close(),
  };
}

/** The files of some of a folder's folders. */
export async function folderTree(root: string, folders: readonly string[]): Promise<FileTree> {
  const files = new Map<string, number>();
  for (const folder of folders) {
    for (const name of await readdir(path.join(root, folder), { recursive: true }).catch(() => [])) {
      const about = await stat(path.join(root, folder, name));
      if (about.isFile()) files.set(path.posix.join(folder, name.replaceAll(path.sep, "/")), about.size);
    }
  }
  return {
    place: root,
    files,
    read: async (file) => createReadStream(path.join(root, file)),
    close: () => {},
  };
}
