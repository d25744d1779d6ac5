import { describe, expect, it } from "vitest";
import { formatColumn, formatNumber } from "../../lib/plotting/format-number";

describe("formatNumber", () => {
  it.each([
    [0.98123, "0.9812"],
    [12.3456, "12.35"],
    [1234.56, "1235"],
    [9380, "9380"],
    [60000, "60,000"],
    [-1234567, "-1,234,567"],
    [1.23456e-7, "1.235e-7"],
    [0, "0"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
  ])("shows %d as %s", (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe("formatColumn", () => {
  it("gives all numbers the same decimals, at most one more than the largest needs", () => {
    expect(formatColumn([0.5, 0.25, 1])).toEqual(["0.50", "0.25", "1.00"]);
    expect(formatColumn([0.743, 0.00037169])).toEqual(["0.74300", "0.00037"]);
    expect(formatColumn([1, 20_000])).toEqual(["1", "20,000"]);
  });

  it("leaves texts and numbers without digits alone", () => {
    expect(formatColumn(["–", 0.5, Number.NaN, 3e-9])).toEqual(["–", "0.5", "NaN", "3e-9"]);
  });
});
