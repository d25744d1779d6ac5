/** The few pieces of the protobuf wire format that models and graphs are written in (developers.google.com/protocol-buffers). */

const WIRE_VARINT = 0;
const WIRE_LENGTH_DELIMITED = 2;
const WIRE_FLOAT = 5;

/** A whole number in base 128; a negative one as its two's complement of 64 bits. */
function varint(number: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(number));
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

const tag = (field: number, wireType: number): Buffer => varint((field << 3) | wireType);

/** A field that holds bytes: a message, a text in UTF-8, or raw data. */
export function bytesField(field: number, bytes: Uint8Array | string): Buffer {
  const content = typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes;
  return Buffer.concat([tag(field, WIRE_LENGTH_DELIMITED), varint(content.length), content]);
}

/** A field that holds a whole number. */
export const integerField = (field: number, number: number): Buffer =>
  Buffer.concat([tag(field, WIRE_VARINT), varint(number)]);

/** A field that holds a 32-bit float. */
export function floatField(field: number, number: number): Buffer {
  const content = Buffer.alloc(4);
  content.writeFloatLE(number);
  return Buffer.concat([tag(field, WIRE_FLOAT), content]);
}
