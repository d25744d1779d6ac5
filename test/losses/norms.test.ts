import { describe, expect, it } from "vitest";
import { absolute, euclideanNorm, unitVectors } from "../../lib/losses/norms";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor } from "./fake-views";
import { gradientError } from "./finite-differences";

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const weights = tf.tensor2d([
  [1, -2],
  [3, 0.5],
]);

describe("unitVectors", () => {
  it("divides by the length along the axes given", () => {
    const x = tf.tensor2d([
      [3, 4],
      [0, -2],
    ]);
    [0.6, 0.8, 0, -1].forEach((value, i) => {
      expect(values(unitVectors(x, [1]))[i]).toBeCloseTo(value, 6);
    });
    expect(values(unitVectors(x, [0, 1]))[1]).toBeCloseTo(4 / Math.sqrt(29), 6);
  });

  it("gives 0 for 0, with the gradient 0", () => {
    const zero = tf.zeros([2, 2]);
    expect(values(unitVectors(zero, [1]))).toEqual([0, 0, 0, 0]);
    const gradient = tf.grad((x) => tf.sum(tf.mul(weights, unitVectors(x, [1]))))(zero);
    expect(values(gradient).map(Math.abs)).toEqual([0, 0, 0, 0]);
  });

  it("has the gradient of finite differences", () => {
    const loss = (x: tf.Tensor) => tf.sum(tf.mul(weights, unitVectors(x, [1])));
    expect(
      gradientError(
        loss,
        tf.tensor2d([
          [3, 1],
          [-1, 2],
        ]),
      ),
    ).toBeLessThan(2e-3);
  });
});

describe("euclideanNorm", () => {
  it("is the length along the axes given, which it drops", () => {
    const x = tf.tensor3d([[[3, 0]], [[0, 4]], [[-5, 12]]]);
    expect(euclideanNorm(x, [1, 2]).shape).toEqual([3]);
    [3, 4, 13].forEach((value, i) => {
      expect(values(euclideanNorm(x, [1, 2]))[i]).toBeCloseTo(value, 5);
    });
  });

  it("is 0 at 0, with the gradient 0", () => {
    const zero = tf.zeros([2, 2]);
    expect(values(euclideanNorm(zero, [1]))).toEqual([0, 0]);
    expect(values(tf.grad((x) => tf.sum(euclideanNorm(x, [1])))(zero))).toEqual([0, 0, 0, 0]);
  });

  it("has the gradient of finite differences", () => {
    expect(gradientError((x) => tf.sum(euclideanNorm(x, [1])), fakeTensor([3, 4], 1))).toBeLessThan(2e-3);
  });
});

describe("absolute", () => {
  it("is |x|, with the gradient −1, 0 or 1", () => {
    const x = tf.tensor1d([-2, 0, 3]);
    expect(values(absolute(x)).map(Math.abs)).toEqual([2, 0, 3]);
    const gradient = tf.grad((y) => tf.sum(absolute(y)))(x);
    expect([...tf.add(gradient, 0).dataSync()]).toEqual([-1, 0, 1]);
  });
});
