import { describe, expect, it } from "vitest";
import { detached } from "../../lib/losses/detached";
import * as tf from "../../lib/tensors/tf";

describe("detached", () => {
  it("gives the value, and is a constant to the gradient", () => {
    const x = tf.tensor1d([2, 3]);
    expect([...detached(x).dataSync()]).toEqual([2, 3]);
    const gradient = tf.grad((y) => tf.sum(tf.mul(y, detached(y))))(x); // of y · c by y: c, where y² has 2y
    expect([...gradient.dataSync()]).toEqual([2, 3]);
  });
});
