import { describe, expect, it } from "vitest";
import { isUniform, numbersOf } from "../../../lib/compile/trace/literal";

describe("isUniform", () => {
  it.each([
    [[3, 3, 3], true],
    [[3], true],
    [[3, 4], false],
    [[0, -0], false],
    [[Number.NaN, Number.NaN], true],
  ])("of %s is %s", (values, expected) => expect(isUniform(values)).toBe(expected));
});

describe("numbersOf", () => {
  it("is the array of the type", () => {
    expect(numbersOf("float32", [1.5, 2])).toEqual(Float32Array.of(1.5, 2));
    expect(numbersOf("int32", [-1, 2])).toEqual(Int32Array.of(-1, 2));
    expect(numbersOf("bool", [1, 0])).toEqual(Uint8Array.of(1, 0));
  });
});
