import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { checkFingerprint, type Fingerprint } from "./fingerprint";
import { unpacked } from "./gunzip";
import { type IdxLayout, idxHeaderBytes, idxLayout } from "./idx";

/** The first examples of an IDX file. */
export interface IdxExamples {
  /** [taken, ...extents of one example]. */
  readonly values: Uint8Array;
  readonly exampleShape: readonly number[];
  /** The number of examples in the file. */
  readonly count: number;
}

export interface ReadIdxOptions {
  /** The accepted number of axes: 3 for images, 1 for labels. */
  readonly rank: number;
  /** How many of the first examples to keep, from 1; all without it. */
  readonly take: number | undefined;
  /** What the unpacked bytes must be; any well-formed file is accepted without it. */
  readonly fingerprint: Fingerprint | undefined;
}

// No deflate stream unpacks to more than 1032 times its size (RFC 1951: 258 bytes per 2 bits).
const highestRatio = 1032;

/**
 * Reads the first examples of a gzip-compressed IDX file. The whole file is unpacked and checked, but only the examples
 * that are taken are held.
 * @throws Error that names the file if it is missing, damaged, of another kind, shorter or longer than its header
 *   announces, or not the file that the fingerprint describes
 * @throws RangeError if more examples are asked for than the file holds
 */
export async function readIdx(path: string, { rank, take, fingerprint }: ReadIdxOptions): Promise<IdxExamples> {
  const header = new Uint8Array(idxHeaderBytes(rank));
  const hash = createHash("sha256");
  let bytes = 0;
  let opened: { readonly layout: IdxLayout; readonly values: Uint8Array } | undefined;
  for await (const chunk of unpacked(path)) {
    if (fingerprint) hash.update(chunk);
    copyOverlap(chunk, bytes, header, 0);
    if (opened === undefined && bytes + chunk.length >= header.length) {
      const layout = idxLayout(header, { path, rank });
      await checkSize(path, layout);
      opened = { layout, values: new Uint8Array(taken(path, layout, take) * layout.exampleBytes) };
    }
    if (opened) copyOverlap(chunk, bytes, opened.values, header.length);
    bytes += chunk.length;
  }
  if (opened === undefined) {
    throw new Error(`${path}: unpacks to ${bytes} bytes; a header of ${header.length} bytes and values are accepted`);
  }
  checkBytes(path, bytes, opened.layout);
  if (fingerprint) checkFingerprint(path, { bytes, sha256: hash.digest("hex") }, fingerprint);
  const [count, ...exampleShape] = opened.layout.shape;
  return { values: opened.values, exampleShape, count: count as number };
}

/** Copies what `chunk`, which begins at byte `at` of the file, shares with `target`, which begins at byte `from`. */
function copyOverlap(chunk: Uint8Array, at: number, target: Uint8Array, from: number): void {
  const start = Math.max(at, from);
  const end = Math.min(at + chunk.length, from + target.length);
  if (start < end) target.set(chunk.subarray(start - at, end - at), start - from);
}

/** Refuses a header that announces more than the file can hold, before memory is taken for it. */
async function checkSize(path: string, { shape, fileBytes }: IdxLayout): Promise<void> {
  const { size } = await stat(path);
  if (fileBytes > size * highestRatio) {
    throw new Error(
      `${path}: the header announces the shape [${shape.join(", ")}], ${fileBytes} bytes; ` +
        `a gzip file of ${size} bytes cannot hold them`,
    );
  }
}

function taken(path: string, { shape }: IdxLayout, take: number | undefined): number {
  const count = shape[0] as number;
  if (take !== undefined && take > count) {
    throw new RangeError(
      `${path}: the first ${take} examples were asked for; it holds ${count}, 1 to ${count} is accepted`,
    );
  }
  return take ?? count;
}

function checkBytes(path: string, bytes: number, { shape, fileBytes }: IdxLayout): void {
  const announced = `the header announces the shape [${shape.join(", ")}], ${fileBytes} bytes`;
  if (bytes < fileBytes) throw new Error(`${path}: unpacks to ${bytes} bytes; ${announced}, which are accepted`);
  if (bytes > fileBytes) {
    throw new Error(`${path}: ${bytes - fileBytes} trailing bytes; ${announced}, and nothing behind them is accepted`);
  }
}
