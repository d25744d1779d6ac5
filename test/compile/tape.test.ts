import { describe, expect, it } from "vitest";
import { forgetTape } from "../../lib/compile/tape";
import * as tf from "../../lib/tensors/tf";

const broken = (x: tf.Tensor): tf.Scalar => {
  tf.square(x);
  throw new Error("stop");
};

describe("forgetTape", () => {
  it("disposes of what a gradient cut off by an error has saved", () => {
    const x = tf.scalar(3);
    const before = tf.memory().numTensors;
    expect(() => tf.grad(broken)(x)).toThrow("stop");
    expect(tf.memory().numTensors).toBeGreaterThan(before);
    forgetTape();
    expect(tf.memory().numTensors).toBe(before);
    expect(
      tf
        .grad((y: tf.Tensor) => tf.square(y))(x)
        .dataSync()[0],
    ).toBe(6);
    x.dispose();
  });

  it("leaves a gradient alone that is still being taken", () => {
    const gradient = tf.grad((x: tf.Tensor) => {
      const squared = tf.square(x);
      forgetTape();
      return squared;
    })(tf.scalar(3));
    expect(gradient.dataSync()[0]).toBe(6);
  });

  it("does nothing where no gradient was ever taken", () => expect(forgetTape).not.toThrow());
});
