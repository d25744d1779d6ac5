import { describe, expect, it } from "vitest";
import { eagerSource, fillKeepBits } from "../../lib/tensors/keep-bits";
import { randomStream } from "../../lib/tensors/random";

const drawn = (
  length: number,
  { seed = 1, place = "dropout", step = 1, keep = 0.5 }: Partial<Parameters<typeof fillKeepBits>[1]> = {},
): Uint8Array => {
  const target = new Uint8Array(length).fill(9);
  fillKeepBits(target, { seed, place, step, keep });
  return target;
};

describe("fillKeepBits", () => {
  it.each([0.1, 0.5, 0.8, 0.97])("keeps the share %d, to five standard errors", (keep) => {
    const length = 100_000;
    const kept = drawn(length, { keep }).reduce((sum, bit) => sum + bit, 0);
    expect(Math.abs(kept / length - keep)).toBeLessThan(5 * Math.sqrt((keep * (1 - keep)) / length));
  });

  it("keeps nothing at 0 and everything at 1", () => {
    expect(new Set(drawn(1001, { keep: 0 }))).toEqual(new Set([0]));
    expect(new Set(drawn(1001, { keep: 1 }))).toEqual(new Set([1]));
  });

  it.each([0, 1, 2, 7])("fills all %d elements with zeros and ones, of an odd length too", (length) => {
    expect([...drawn(length)].every((bit) => bit === 0 || bit === 1)).toBe(true);
    expect(drawn(length)).toEqual(drawn(length + 1).slice(0, length));
  });

  it("draws the two elements of one draw apart", () => {
    const mask = drawn(100_000);
    const both = mask.reduce((sum, bit, i) => sum + (i % 2 === 0 ? bit * mask[i + 1]! : 0), 0);
    expect(Math.abs(both / 50_000 - 0.25)).toBeLessThan(5 * Math.sqrt((0.25 * 0.75) / 50_000));
  });

  // two elements of each draw of the documented stream, over the end of what is drawn at a time
  it.each([15, 16, 17, 40_001])("are the halves of the stream's draws, %d of them", (length) => {
    const { bits } = randomStream(7, "hidden", 12);
    const half = (i: number): number => (i % 2 === 0 ? bits(i >> 1) & 0xffff : bits(i >> 1) >>> 16);
    const expected = Array.from({ length }, (_, i) => Number(half(i) < Math.round(0.7 * 65536)));
    expect([...drawn(length, { seed: 7, place: "hidden", step: 12, keep: 0.7 })]).toEqual(expected);
  });

  it("is a function of seed, place and step", () => {
    expect(drawn(64)).toEqual(drawn(64));
    for (const other of [{ seed: 2 }, { place: "input" }, { step: 2 }])
      expect(drawn(64, other), JSON.stringify(other)).not.toEqual(drawn(64));
  });
});

describe("eagerSource", () => {
  it("gives the same bits as a float32 tensor", () => {
    const mask = eagerSource(3, 4).keepMask([5, 7], 0.3, "hidden");
    expect([mask.dtype, mask.shape]).toEqual(["float32", [5, 7]]);
    expect([...mask.dataSync()]).toEqual([...drawn(35, { seed: 3, step: 4, keep: 0.3, place: "hidden" })]);
    mask.dispose();
  });
});
