import { describe, expect, it } from "vitest";
import { tensorText } from "../../lib/notebook/tensor-text";

describe("tensorText", () => {
  it("tells type, shape, range and mean, and aligns the values", () => {
    const values = Float32Array.of(1, -2.5, 3, 10);
    expect(tensorText({ values, shape: [2, 2], dtype: "float32" }).split("\n")).toEqual([
      "float32 [2, 2], from -2.5 to 10, mean 2.875",
      "[[   1  -2.5]",
      " [   3    10]]",
    ]);
  });

  it("cuts long axes in the middle", () => {
    const values = Float32Array.from({ length: 100 }, (_, i) => i);
    expect(tensorText({ values, shape: [100], dtype: "float32" }).split("\n")[1]).toBe("[ 0   1   2  …  97  98  99]");
    const lines = tensorText({ values, shape: [10, 10], dtype: "float32" }).split("\n");
    expect(lines.slice(1)).toEqual([
      "[[ 0   1   2  …   7   8   9]",
      " [10  11  12  …  17  18  19]",
      " [20  21  22  …  27  28  29]",
      " …",
      " [70  71  72  …  77  78  79]",
      " [80  81  82  …  87  88  89]",
      " [90  91  92  …  97  98  99]]",
    ]);
  });

  it("shows scalars, empty tensors and values that are not finite", () => {
    expect(tensorText({ values: [0.5], shape: [], dtype: "float32" })).toBe("float32 scalar\n0.5");
    expect(tensorText({ values: [], shape: [0, 3], dtype: "int32" })).toBe("int32 [0, 3]\n[]");
    expect(tensorText({ values: [1, Number.NaN, 2], shape: [3], dtype: "float32" })).toBe(
      "float32 [3], from 1 to 2, mean 1.5, 1 not finite\n[  1  NaN    2]",
    );
  });
});
