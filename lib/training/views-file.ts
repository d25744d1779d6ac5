import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { writing } from "../files/write-errors";

/** Arrays by name, in an order that counts. */
export type Arrays = ReadonlyMap<string, Float32Array>;

/** Bytes of the SHA-256 that ends a file. */
const CHECKSUM = 32;

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** SHA-256 of some arrays, one after the other. */
function checksumOf(arrays: Arrays): Buffer {
  const hash = createHash("sha256");
  for (const values of arrays.values()) hash.update(bytesOf(values));
  return hash.digest();
}

/**
 * Fills the arrays from a file that `writeArrays` wrote for arrays of these lengths.
 * @returns "read"; "absent" if there is no such file; "damaged" if it holds something else, and the arrays anything
 */
export async function readArrays(path: string, arrays: Arrays): Promise<"read" | "absent" | "damaged"> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return "absent";
    return "damaged";
  }
  const length = [...arrays.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (content.length !== length + CHECKSUM) return "damaged";
  let start = 0;
  for (const values of arrays.values()) {
    bytesOf(values).set(content.subarray(start, start + values.byteLength));
    start += values.byteLength;
  }
  if (!checksumOf(arrays).equals(content.subarray(start))) return "damaged";
  await utimes(path, new Date(), new Date()).catch(() => undefined); // used just now; a read-only folder keeps its time
  return "read";
}

/**
 * Writes arrays to a file, whole or not at all: float32 as in memory, one array after the other, then a SHA-256.
 * @throws Error that names the file and the reason
 */
export async function writeArrays(path: string, arrays: Arrays): Promise<void> {
  const partial = `${path}.${process.pid}.part`;
  await writing(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    try {
      await writeFile(partial, [...arrays.values()].map(bytesOf), { flush: true });
      await writeFile(partial, checksumOf(arrays), { flag: "a", flush: true });
      await rename(partial, path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  });
}
