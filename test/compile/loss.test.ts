import { describe, expect, it } from "vitest";
import { gradientsOf } from "../../lib/compile/loss";
import * as tf from "../../lib/tensors/tf";

describe("gradientsOf", () => {
  it("has the gradient of each variable that the loss reaches: d(3w²)/dw = 6w", () => {
    const [w, other] = [tf.variable(tf.scalar(2), true, "w"), tf.variable(tf.scalar(5), true, "other")];
    const gradients = gradientsOf("f", { loss: "cost", variables: [w, other] }, () => ({
      cost: tf.mul(3, tf.square(w)),
    }));
    expect(gradients.w?.dataSync()[0]).toBe(12);
    expect(gradients.other ?? undefined).toBeUndefined();
    tf.dispose([w, other]);
  });

  it("refuses a loss that isn't there, is no scalar, or reaches no variable", () => {
    const w = tf.variable(tf.scalar(2));
    const of = (loss: tf.Tensor): unknown => gradientsOf("f", { loss: "cost", variables: [w] }, () => ({ cost: loss }));
    expect(() => gradientsOf("f", { loss: "cost", variables: [w] }, () => ({}))).toThrow(
      new TypeError('compile f: minimize names the result "cost", which is no such result; a scalar is accepted'),
    );
    expect(() => of(tf.ones([2, 3]))).toThrow(
      new TypeError('compile f: minimize names the result "cost", which is a tensor [2, 3]; a scalar is accepted'),
    );
    expect(() => of(tf.scalar(1))).toThrow(
      new TypeError('compile f: the loss "cost" reaches none of the variables to be changed'),
    );
    w.dispose();
  });

  it("passes on what the body throws", () => {
    const w = tf.variable(tf.scalar(2));
    const body = (): never => {
      throw new RangeError("mine");
    };
    expect(() => gradientsOf("f", { loss: "cost", variables: [w] }, body)).toThrow(new RangeError("mine"));
    w.dispose();
  });
});
