import { describe, expect, it } from "vitest";
import { adaptiveAverage, averagedToSameSize, checkMaps } from "../../lib/losses/adaptive-average";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor } from "./fake-views";
import { gradientError } from "./finite-differences";

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe("adaptiveAverage", () => {
  it("takes the means of windows", () => {
    const map = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 4, 1]);
    expect(values(adaptiveAverage(map, [1, 2]))).toEqual([3.5, 5.5]); // means of 1 2 5 6 and of 3 4 7 8
    expect(adaptiveAverage(map, [2, 4])).toBe(map);
  });

  it("takes windows that overlap where sizes are in no whole ratio, as PyTorch does", () => {
    // torch.nn.functional.adaptive_avg_pool2d(torch.arange(30.).reshape(1, 2, 3, 5), (2, 3)), channels last
    const channelsFirst = tf.reshape(tf.range(0, 30), [1, 2, 3, 5]);
    const pooled = adaptiveAverage(tf.transpose(channelsFirst, [0, 2, 3, 1]), [2, 3]);
    const expected = [3, 4.5, 6, 8, 9.5, 11, 18, 19.5, 21, 23, 24.5, 26];
    values(tf.transpose(pooled, [0, 3, 1, 2])).forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 5);
    });
  });

  it("keeps a map that is the same everywhere, and the mean where windows are equal", () => {
    expect(values(adaptiveAverage(tf.fill([1, 7, 5, 1], 3), [4, 3])).every((mean) => Math.abs(mean - 3) < 1e-5)).toBe(
      true,
    );
    const map = fakeTensor([1, 6, 6, 1], 1);
    expect(values(tf.mean(adaptiveAverage(map, [3, 2])))[0]).toBeCloseTo(values(tf.mean(map))[0]!, 5);
  });

  it.each([
    [2, 2],
    [3, 2],
    [1, 3],
  ] as const)("has the gradient of finite differences, to %i × %i", (...size) => {
    const loss = (map: tf.Tensor) => tf.sum(tf.square(adaptiveAverage(map, size)));
    expect(gradientError(loss, fakeTensor([2, 4, 4, 2], 1))).toBeLessThan(2e-3);
  });
});

describe("averagedToSameSize", () => {
  it("averages the larger map along each axis", () => {
    const same = averagedToSameSize([
      [4, 2, 3],
      [2, 6, 1],
    ]);
    const [student, teacher] = same(fakeTensor([1, 4, 2, 3], 1), fakeTensor([1, 2, 6, 1], 2));
    expect([student.shape, teacher.shape]).toEqual([
      [1, 2, 2, 3],
      [1, 2, 2, 1],
    ]);
  });
});

describe("checkMaps", () => {
  it("refuses what is no pair of maps, naming both shapes", () => {
    expect(() => checkMaps("hint", [[4], [2, 2, 3]])).toThrow(
      new RangeError(
        "hint: a student feature [4] with a teacher feature [2, 2, 3] was given; two maps [height, width, channels] " +
          "are accepted",
      ),
    );
  });
});
