import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { SourceFile } from "../../lib/datasets/sources";

/** An IDX file written by hand: magic number, big-endian extents, values. */
export function idx(shape: readonly number[], values: Iterable<number>, magic = 0x0800 | shape.length): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt32BE(magic, 0);
  shape.forEach((extent, axis) => {
    header.writeUInt32BE(extent, 4 + 4 * axis);
  });
  return Buffer.concat([header, Buffer.from([...values])]);
}

/** Writes bytes, compressed, and returns the path. */
export function writeGzip(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, gzipSync(bytes));
  return path;
}

/** How a file with these unpacked bytes is published. */
export const published = (name: string, bytes: Uint8Array): SourceFile => ({
  name,
  bytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

/** `length` bytes that do not compress. */
export const noise = (length: number): Buffer => {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash("sha256").update(`${i}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
};
