import { describe, expect, it } from "vitest";
import type { Augmentation } from "../../lib/datasets/augment";
import { type BatchOptions, batches } from "../../lib/datasets/batches";
import { splitOf } from "../../lib/datasets/split";

/** 10 images of 1 × 2 × 3; every byte of image i is 10 + i, its label i mod 2. */
const ten = splitOf({
  name: "ten",
  pixels: Uint8Array.from({ length: 60 }, (_, i) => 10 + Math.floor(i / 6)),
  labels: Uint8Array.from({ length: 10 }, (_, i) => i % 2),
  shape: [1, 2, 3],
  classes: ["even", "odd"],
});
const walk = (options: BatchOptions) => [...batches(ten, options)];
const order = (options: BatchOptions) => walk(options).flatMap((batch) => [...batch.indices.values]);
const shuffled = (seed: number, epoch: number) => order({ batchSize: 4, shuffle: { seed, epoch } });

describe("batches", () => {
  it("keeps the order of the split without shuffle, and the smaller last batch", () => {
    const sizes = walk({ batchSize: 4 }).map((batch) => batch.labels.values.length);
    expect(sizes).toEqual([4, 4, 2]);
    expect(order({ batchSize: 4 })).toEqual([...Array(10).keys()]);
  });

  it("gives shapes that hold the values", () => {
    const last = walk({ batchSize: 4 }).at(-1);
    expect(last?.pixels.shape).toEqual([2, 1, 2, 3]);
    expect(last?.pixels.values).toHaveLength(12);
    expect([last?.labels.shape, last?.indices.shape]).toEqual([[2], [2]]);
    expect(last?.labels.values).toBeInstanceOf(Int32Array);
  });

  it("covers every example exactly once per epoch, whatever the seed, the epoch and the batch size", () => {
    for (const batchSize of [1, 3, 10, 64]) {
      for (const epoch of [0, 1, 2]) {
        const seen = order({ batchSize, shuffle: { seed: batchSize, epoch } });
        expect(seen.sort((a, b) => a - b)).toEqual([...Array(10).keys()]);
      }
    }
  });

  it("carries the pixels and the label that stand at each index", () => {
    for (const { pixels, labels, indices } of walk({ batchSize: 4, shuffle: { seed: 5, epoch: 1 } })) {
      indices.values.forEach((index, i) => {
        expect([...pixels.values.subarray(6 * i, 6 * i + 6)]).toEqual(Array(6).fill(10 + index));
        expect(labels.values[i]).toBe(index % 2);
      });
    }
  });

  it("has the same order for the same seed and epoch, another one for another", () => {
    expect(shuffled(1, 1)).toEqual(shuffled(1, 1));
    expect(shuffled(1, 1)).not.toEqual(shuffled(1, 2));
    expect(shuffled(1, 1)).not.toEqual(shuffled(2, 1));
  });

  it("can be walked through twice", () => {
    const epoch = batches(ten, { batchSize: 3, shuffle: { seed: 1, epoch: 1 } });
    expect([...epoch]).toEqual([...epoch]);
  });

  it("gives arrays of their own, which may be written to", () => {
    for (const batch of batches(ten, { batchSize: 4 })) batch.pixels.values.fill(0);
    expect(ten.pixels[0]).toBe(10);
  });

  it("hands each image, its epoch and its index to the augmentation", () => {
    const stamp: Augmentation = {
      name: "stamp",
      apply: (image, target, shape, at) => {
        expect(shape).toEqual([1, 2, 3]);
        target.set([image[0] as number, at.epoch, at.example]);
      },
    };
    for (const { pixels, indices } of walk({ batchSize: 4, shuffle: { seed: 1, epoch: 9 }, augment: stamp })) {
      indices.values.forEach((index, i) => {
        expect([...pixels.values.subarray(6 * i, 6 * i + 6)]).toEqual([10 + index, 9, index, 0, 0, 0]);
      });
    }
  });

  it("refuses a batch size or an epoch that is no count, before the first batch", () => {
    expect(() => batches(ten, { batchSize: 0 })).toThrow("batches: batchSize 0 was given; a whole number from 1");
    expect(() => batches(ten, { batchSize: 2, shuffle: { seed: 1, epoch: 1.5 } })).toThrow("epoch 1.5 was given");
    expect(() => batches(ten, { batchSize: 2, shuffle: { seed: -1, epoch: 1 } })).toThrow(RangeError);
  });

  it("refuses an augmentation without an epoch to draw for", () => {
    const augment: Augmentation = { name: "none", apply: () => undefined };
    expect(() => batches(ten, { batchSize: 2, augment })).toThrow(TypeError);
  });
});
