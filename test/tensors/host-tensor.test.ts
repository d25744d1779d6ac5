import { describe, expect, it } from "vitest";
import { hostTensor, sizeOf, typeOf } from "../../lib/tensors/host-tensor";

describe("hostTensor", () => {
  it("puts values and shape together without a copy", () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6);
    const tensor = hostTensor(values, [2, 3]);
    expect(tensor).toEqual({ values, shape: [2, 3] });
    expect(tensor.values).toBe(values);
  });

  it("accepts a scalar and an empty tensor", () => {
    expect(hostTensor(Int32Array.of(7), []).shape).toEqual([]);
    expect(hostTensor(new Uint8Array(0), [0, 3]).shape).toEqual([0, 3]);
  });

  it("refuses values that don't fill the shape, and says how many there are", () => {
    expect(() => hostTensor(new Uint8Array(5), [2, 3])).toThrow(
      new RangeError("hostTensor: 5 values were given for the shape [2, 3], which holds 6"),
    );
  });
});

describe("sizeOf", () => {
  it.each([
    [[], 1],
    [[3], 3],
    [[2, 3, 4], 24],
    [[2, 0], 0],
  ] as const)("of [%s] is %d", (shape, size) => expect(sizeOf(shape)).toBe(size));
});

describe("typeOf", () => {
  it("names the element type of each kind of values", () => {
    expect([new Uint8Array(1), new Int32Array(1), new Float32Array(1)].map(typeOf)).toEqual([
      "uint8",
      "int32",
      "float32",
    ]);
  });
});
