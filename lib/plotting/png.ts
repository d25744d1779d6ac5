import { deflateSync } from "node:zlib";

/** The polynomial of PNG's checksum, reflected. ISO/IEC 15948:2004, annex D. */
const polynomial = 0xedb88320;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? polynomial ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Length, type, data, checksum of type and data. */
function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** Each row behind its filter byte: 2 (a difference to the row above) packs repeated rows to almost nothing. */
function filtered(pixels: Uint8Array, height: number, rowBytes: number): Uint8Array {
  const rows = new Uint8Array(height * (rowBytes + 1));
  for (let row = 0; row < height; row++) {
    rows[row * (rowBytes + 1)] = 2;
    for (let i = 0; i < rowBytes; i++) {
      const above = row === 0 ? 0 : pixels[(row - 1) * rowBytes + i]!;
      rows[row * (rowBytes + 1) + 1 + i] = pixels[row * rowBytes + i]! - above; // modulo 256 by the array's type
    }
  }
  return rows;
}

/**
 * A PNG file of 8-bit pixels. ISO/IEC 15948:2004.
 * @param pixels [height, width, channels], row by row
 * @param shape channels: 1 grey, 3 RGB, 4 RGB with opacity
 * @throws RangeError if the pixels do not fill the shape, or the channels are none of these
 */
export function png(pixels: Uint8Array, shape: readonly [height: number, width: number, channels: number]): Buffer {
  const [height, width, channels] = shape;
  const colourType = new Map([
    [1, 0],
    [3, 2],
    [4, 6],
  ]).get(channels);
  if (colourType === undefined) throw new RangeError(`png: ${channels} channels were given; 1, 3 or 4 are accepted`);
  if (pixels.length !== height * width * channels || pixels.length === 0) {
    throw new RangeError(`png: ${pixels.length} bytes were given for the shape [${shape}]`);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType, 0, 0, 0], 8); // 8 bits; deflate; adaptive filters; not interlaced
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(filtered(pixels, height, width * channels), { level: 9 })),
    chunk("IEND", new Uint8Array()),
  ]);
}
