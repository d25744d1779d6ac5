import { describe, expect, it, vi } from "vitest";
import * as tf from "../../lib/tensors/tf";

describe("the one TensorFlow.js", () => {
  it("runs on the cpu backend", () => {
    expect(tf.getBackend()).toBe("cpu");
  });

  it("prints nothing at its first write", () => {
    const printed = vi.spyOn(console, "warn");
    tf.tensor1d([1, 2]).dispose();
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  it("has gradients: d(x² + 3x)/dx = 2x + 3", () => {
    const gradient = tf.grad((x: tf.Tensor) => tf.add(tf.square(x), tf.mul(x, 3)))(tf.tensor1d([1, -2]));
    expect([...gradient.dataSync()]).toEqual([5, -1]);
  });

  it("has chained operations", () => {
    expect(tf.scalar(2).add(3).mul(4).dataSync()[0]).toBe(20);
  });

  it("has layers that share its tensors", () => {
    const dense = tf.layers.dense({ units: 2, kernelInitializer: "ones" });
    const output = dense.apply(tf.tensor2d([[1, 2, 3]])) as tf.Tensor;
    expect(output).toBeInstanceOf(tf.Tensor);
    expect([...output.dataSync()]).toEqual([6, 6]);
  });
});
