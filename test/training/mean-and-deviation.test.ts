import { describe, expect, it } from "vitest";
import { meanAndDeviation } from "../../lib/training/mean-and-deviation";

describe("meanAndDeviation", () => {
  it("divides the squares by one less than their number", () => {
    // mean 5, squares 9 + 1 + 1 + 1 + 0 + 0 + 4 + 16 = 32, of 8 values
    expect(meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({
      mean: 5,
      standardDeviation: Math.sqrt(32 / 7),
      count: 8,
    });
  });

  it("has a mean and no deviation of one value", () => {
    expect(meanAndDeviation([3])).toEqual({ mean: 3, standardDeviation: Number.NaN, count: 1 });
  });

  it("refuses an empty list", () => {
    expect(() => meanAndDeviation([])).toThrow(
      new RangeError("meanAndDeviation: no value was given; one or more are accepted"),
    );
  });
});
