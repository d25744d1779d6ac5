import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { CuredError } from "../cured-error";
import type { FileTree } from "./file-tree";

export interface UnpackOptions {
  /** Where the files go, each under its own path. */
  readonly into: string;
  /** SHA-256 in base64url by path. */
  readonly record: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  /** Told the bytes so far. */
  readonly progress: (bytes: number) => void;
}

/** Zip readers leave it to others to make programs executable. */
const modeOf = (file: string): number => (file.split("/").at(-2) === "bin" ? 0o755 : 0o644);

/**
 * Copies files out of a tree and compares each with its checksum.
 * @throws CuredError if one differs
 */
export async function unpack(
  tree: FileTree,
  files: readonly string[],
  { into, record, signal, progress }: UnpackOptions,
): Promise<void> {
  let bytes = 0;
  for (const file of files) {
    const target = path.join(into, file);
    await mkdir(path.dirname(target), { recursive: true });
    const hash = createHash("sha256");
    const watch = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        hash.update(chunk);
        bytes += chunk.length;
        progress(bytes);
        done(null, chunk);
      },
    });
    const source = await tree.read(file).catch((cause: Error) => damaged(tree, file, cause.message));
    await pipeline(source, watch, createWriteStream(target, { mode: modeOf(file) }), { signal }).catch(
      (cause: NodeJS.ErrnoException) =>
        // A file system's error has a code that names it; what is left is the zip's.
        signal.aborted || /^E[A-Z]+$/.test(cause.code ?? "")
          ? Promise.reject(cause)
          : damaged(tree, file, cause.message),
    );
    // The list of checksums has none of itself.
    if (!file.endsWith("/RECORD") && hash.digest("base64url") !== record.get(file)) {
      damaged(tree, file, record.has(file) ? "its SHA-256 is another" : "it is in no list of checksums");
    }
  }
}

function damaged(tree: FileTree, file: string, why: string): never {
  throw new CuredError(`${tree.place} is damaged: ${file}: ${why}`, ["download it again"]);
}
