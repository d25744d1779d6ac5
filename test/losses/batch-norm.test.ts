import { describe, expect, it } from "vitest";
import { batchNorm } from "../../lib/losses/batch-norm";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor } from "./fake-views";
import { gradientError } from "./finite-differences";

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe("batchNorm", () => {
  it("gives every channel of a batch the mean β and the deviation γ, by hand", () => {
    const { apply, variables } = batchNorm(2);
    const [gamma, beta] = variables as [tf.Variable, tf.Variable];
    gamma.assign(tf.tensor1d([2, 1]));
    beta.assign(tf.tensor1d([10, 0]));
    // channel 1: 1, 3 (mean 2, biased variance 1); channel 2: 5, 5 (variance 0)
    const out = values(
      apply(
        tf.tensor2d([
          [1, 5],
          [3, 5],
        ]),
      ),
    );
    [10 - 2 / Math.sqrt(1.00001), 0, 10 + 2 / Math.sqrt(1.00001), 0].forEach((value, i) => {
      expect(out[i]).toBeCloseTo(value, 5);
    });
  });

  it("normalises maps over batch and places, and is finite for a batch of one vector", () => {
    const map = batchNorm(3).apply(fakeTensor([2, 3, 3, 3], 1));
    const { mean, variance } = tf.moments(map, [0, 1, 2]);
    for (const each of values(mean)) expect(each).toBeCloseTo(0, 5);
    for (const each of values(variance)) expect(each).toBeCloseTo(1, 4);
    expect(values(batchNorm(2).apply(tf.tensor2d([[4, -7]])))).toEqual([0, 0]);
  });

  it("has the gradient of finite differences", () => {
    const { apply } = batchNorm(2);
    const weights = fakeTensor([4, 2], 2);
    expect(gradientError((x) => tf.sum(tf.mul(weights, apply(x))), fakeTensor([4, 2], 1), 0.05)).toBeLessThan(3e-3);
  });
});
