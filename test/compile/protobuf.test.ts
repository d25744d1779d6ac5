import { describe, expect, it } from "vitest";
import { bytesField, floatField, integerField } from "../../lib/compile/protobuf";

const bytes = (buffer: Buffer): number[] => [...buffer];

// By hand from the encoding's documentation (protobuf.dev/programming-guides/encoding): the tag is field · 8 + wire
// type, a varint has seven bits a byte, lowest first, the eighth set on all but the last.
describe("the wire format of protobuf", () => {
  it.each([
    [0, [0x00]],
    [1, [0x01]],
    [127, [0x7f]],
    [128, [0x80, 0x01]],
    [150, [0x96, 0x01]],
    [2 ** 31, [0x80, 0x80, 0x80, 0x80, 0x08]],
    [2 ** 53 - 1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    [-1, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01]],
    [-(2 ** 31) + 1, [0x81, 0x80, 0x80, 0x80, 0xf8, 0xff, 0xff, 0xff, 0xff, 0x01]],
  ])("has %d as a varint", (number, expected) => {
    expect(bytes(integerField(1, number))).toEqual([0x08, ...expected]);
  });

  it("has field numbers above 15 in two bytes", () => {
    expect(bytes(integerField(20, 1))).toEqual([0xa0, 0x01, 0x01]);
  });

  it("has text and bytes behind their length", () => {
    expect(bytes(bytesField(2, "testing"))).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67]);
    expect(bytes(bytesField(2, "é"))).toEqual([0x12, 0x02, 0xc3, 0xa9]);
    expect(bytes(bytesField(3, Uint8Array.of(8, 150, 1)))).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01]);
    expect(bytes(bytesField(1, ""))).toEqual([0x0a, 0x00]);
  });

  it("counts the length of a long field in several bytes", () => {
    expect(bytes(bytesField(1, new Uint8Array(300)).subarray(0, 3))).toEqual([0x0a, 0xac, 0x02]);
  });

  it("has a float as four bytes, lowest first", () => {
    expect(bytes(floatField(2, 1))).toEqual([0x15, 0x00, 0x00, 0x80, 0x3f]);
    expect(bytes(floatField(2, -2.5))).toEqual([0x15, 0x00, 0x00, 0x20, 0xc0]);
  });
});
