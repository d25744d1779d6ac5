/** The layout of an IDX file of bytes: a header of 4 + 4 · rank bytes, then the values, row-major. */
export interface IdxLayout {
  /** The extents; the first is the number of examples. */
  readonly shape: readonly number[];
  readonly headerBytes: number;
  /** Bytes of one example. */
  readonly exampleBytes: number;
  /** Bytes of the whole file, header included. */
  readonly fileBytes: number;
}

/** The number of header bytes of an IDX file with `rank` axes. */
export const idxHeaderBytes = (rank: number): number => 4 + 4 * rank;

/**
 * Reads the header of an IDX file: two zero bytes, the type 08 (unsigned byte), the number of axes, then one extent per
 * axis as a big-endian 32-bit number. Source: Y. LeCun, the MNIST page, "File formats".
 * @param header the first idxHeaderBytes(rank) bytes
 * @param path the file that errors name
 * @param rank the accepted number of axes: 3 for images [count, height, width], 1 for labels [count]
 * @throws Error that names the file if the magic number is another, or if an extent is 0
 */
export function idxLayout(
  header: Uint8Array,
  { path, rank }: { readonly path: string; readonly rank: number },
): IdxLayout {
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const magic = view.getUint32(0);
  const accepted = 0x0800 | rank;
  if (magic !== accepted) {
    throw new Error(
      `${path}: the magic number is 0x${hex(magic)}; 0x${hex(accepted)} is accepted: ${kinds[rank] ?? `IDX of ${rank} axes`}`,
    );
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  if (shape.includes(0)) {
    throw new Error(`${path}: the header announces the shape [${shape.join(", ")}]; extents from 1 are accepted`);
  }
  const headerBytes = idxHeaderBytes(rank);
  const exampleBytes = shape.slice(1).reduce((size, extent) => size * extent, 1);
  return { shape, headerBytes, exampleBytes, fileBytes: headerBytes + (shape[0] as number) * exampleBytes };
}

const hex = (magic: number): string => magic.toString(16).padStart(8, "0");
const kinds: Readonly<Record<number, string>> = { 1: "labels (IDX, bytes, 1 axis)", 3: "images (IDX, bytes, 3 axes)" };
