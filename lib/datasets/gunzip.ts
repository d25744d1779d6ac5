import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";

// 64 KiB and less make unpacking MNIST two to four times slower: every chunk is a trip through the event loop.
const chunkBytes = 256 * 1024;

/**
 * The unpacked bytes of a gzip file, chunk by chunk, so that no more than a chunk is held.
 * @throws Error that names the file if it is missing, unreadable, no gzip, damaged, cut off, or followed by more bytes
 */
export async function* unpacked(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  const packed = createReadStream(path, { highWaterMark: chunkBytes });
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  packed.on("error", (cause) => gunzip.destroy(cause));
  packed.pipe(gunzip);
  try {
    for await (const chunk of gunzip) yield chunk;
  } catch (cause) {
    throw new Error(`${path}: ${await whatIsWrong(path, cause as NodeJS.ErrnoException)}`, { cause });
  } finally {
    packed.destroy();
  }
  // zlib stops at zeros behind the data, which other tools ignore; a data file of ours has none.
  const surplus = (await stat(path)).size - gunzip.bytesWritten;
  if (surplus > 0) {
    throw new Error(`${path}: ${surplus} trailing bytes follow the gzip data; a file that ends with them is accepted`);
  }
}

async function whatIsWrong(path: string, { code, message }: NodeJS.ErrnoException): Promise<string> {
  if (code === "ENOENT") return "the file is missing";
  if (code === "Z_BUF_ERROR") return "the gzip data are cut off before their end; a complete file is accepted";
  if (code !== "Z_DATA_ERROR") return `the file cannot be read (${message})`;
  const [first, second] = await firstTwoBytes(path);
  if (first !== 0x1f || second !== 0x8b) {
    return `no gzip file: it begins with the bytes ${hex(first)} ${hex(second)}; 1f 8b is accepted`;
  }
  // zlib looks for a second gzip header behind the end of the first member.
  if (message === "incorrect header check")
    return "trailing bytes follow the gzip data; a file that ends with them is accepted";
  return `the gzip data are damaged (${message}); a complete, unchanged file is accepted`;
}

const hex = (byte: number | undefined): string => (byte ?? 0).toString(16).padStart(2, "0");

async function firstTwoBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return (await file.read(new Uint8Array(2), 0, 2, 0)).buffer;
  } finally {
    await file.close();
  }
}
