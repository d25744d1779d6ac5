import { describe, expect, it } from "vitest";
import { glorotKernel } from "../../lib/losses/glorot-kernel";

const values = (shape: readonly number[], seed = 7, place = "here"): number[] => [
  ...glorotKernel(shape, seed, place).dataSync(),
];

describe("glorotKernel", () => {
  it.each([
    [[200, 100], 300],
    [[3, 3, 20, 10], 9 * 30],
  ])("starts uniform in ±√(6 / (inputs + outputs)): %j", (shape, fans) => {
    const weights = values(shape);
    const limit = Math.sqrt(6 / fans);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(limit);
    const variance = weights.reduce((sum, weight) => sum + weight ** 2, 0) / weights.length;
    // of a uniform distribution: a third of the limit's square; of 1,800 weights 5 standard errors are 11 %
    expect(Math.abs(variance / (limit ** 2 / 3) - 1)).toBeLessThan(0.11);
  });

  it("has the same numbers for the same seed and place, and for no other", () => {
    expect(values([4, 4])).toEqual(values([4, 4]));
    expect(values([4, 4], 8)).not.toEqual(values([4, 4]));
    expect(values([4, 4], 7, "there")).not.toEqual(values([4, 4]));
  });
});
