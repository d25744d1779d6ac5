import { describe, expect, it } from "vitest";
import { shardOf } from "../../../lib/nbtest/run/shard";

const item = (name: string, weight: number) => ({ name, weight });

describe("shardOf", () => {
  it("puts each item into exactly one part, over 300 sets of items in any order", () => {
    for (let seed = 1; seed <= 300; seed++) {
      const count = 1 + (seed % 7);
      const items = Array.from({ length: seed % 23 }, (_, i) => item(`n${i}`, (i * seed * 7919) % 13));
      const turned = [...items.slice(seed % 5), ...items.slice(0, seed % 5)];
      const parts = Array.from({ length: count }, (_, i) =>
        shardOf(i % 2 === 0 ? items : turned, { index: i + 1, count }),
      );
      expect(
        parts
          .flat()
          .map(({ name }) => name)
          .sort(),
        `seed ${seed}`,
      ).toEqual(items.map(({ name }) => name).sort());
    }
  });

  it("makes parts of about the same weight: none is heavier than the lightest by more than one item", () => {
    const items = [9, 7, 6, 5, 4, 3, 2, 1].map((weight, i) => item(`n${i}`, weight));
    const sums = [1, 2, 3].map((index) =>
      shardOf(items, { index, count: 3 }).reduce((sum, { weight }) => sum + weight, 0),
    );
    expect(sums.reduce((a, b) => a + b)).toBe(37);
    expect(Math.max(...sums) - Math.min(...sums)).toBeLessThanOrEqual(1);
  });

  it("keeps the order of the items", () => {
    const items = [item("b", 1), item("a", 1), item("c", 1)];
    expect(shardOf(items, { index: 1, count: 1 }).map(({ name }) => name)).toEqual(["b", "a", "c"]);
  });
});
