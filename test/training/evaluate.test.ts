import { describe, expect, it } from "vitest";
import { mlp } from "../../lib/models/mlp";
import { tapped } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { evaluate, predict } from "../../lib/training/evaluate";
import { fidelityOf } from "../../lib/training/fidelity";
import { millisecondsPerImage } from "../../lib/training/latency";
import { scoresOf } from "../../lib/training/scores";
import { bandedImages } from "./banded-images";
import { fullStudent, plainStudent, tensorCount, train, validation, wideTeacher } from "./small-nets";

const largestGap = (a: Float32Array, b: Float32Array): number =>
  a.length === b.length ? Math.max(...a.map((value, i) => Math.abs(value - b[i]!))) : Number.NaN;

describe("predict", () => {
  it("has the logits in the order of the split, whatever the batch size", async () => {
    const net = fullStudent();
    const whole = await predict(net, train);
    const images = tf.div(tf.tensor4d(Float32Array.from(train.pixels), [150, 8, 8, 1]), 255);
    const eager = tf.tidy(() => tapped(net, [])(images, { training: false }).logits.dataSync<"float32">());
    expect(largestGap(whole, eager)).toBeLessThan(1e-5);
    expect(largestGap(await predict(net, train, { batchSize: 64 }), eager)).toBeLessThan(1e-5);
    expect(largestGap(await predict(net, train, { batchSize: 1 }), eager)).toBeLessThan(1e-5);
  });

  it("refuses images that the net does not take", async () => {
    const net = mlp({ input: [8, 8, 3], hidden: [2], classes: 3, seed: 1 });
    await expect(predict(net, train)).rejects.toThrow(
      new RangeError("predict: the net takes images [8, 8, 3], and bands has images [8, 8, 1]"),
    );
  });
});

describe("evaluate", () => {
  it("scores what the net predicts", async () => {
    const net = plainStudent();
    const scores = await evaluate(net, validation);
    expect(scores).toEqual(scoresOf(await predict(net, validation), validation.labels));
    expect(scores).not.toHaveProperty("agreement");
  });

  it("compares with a teacher on the same examples", async () => {
    const [net, teacher] = [plainStudent(), wideTeacher()];
    const expected = fidelityOf(await predict(net, validation), await predict(teacher, validation), 3);
    expect(await evaluate(net, validation, { teacher })).toMatchObject(expected);
    expect(expected.divergence).toBeGreaterThan(0);
  });

  it("finds full agreement and no divergence of a teacher with itself", async () => {
    const teacher = wideTeacher();
    const { agreement, divergence } = await evaluate(teacher, validation, { teacher });
    expect([agreement, divergence]).toEqual([1, 0]);
  });

  it("leaves no tensor behind", async () => {
    const [net, teacher] = [plainStudent(), wideTeacher()];
    await evaluate(net, validation, { teacher });
    const before = tensorCount();
    await evaluate(net, validation, { teacher });
    expect(tensorCount()).toBe(before);
  });

  it("refuses a net or a teacher with other classes", async () => {
    const other = mlp({ input: [8, 8, 1], hidden: [2], classes: 4, seed: 1 });
    await expect(evaluate(other, validation)).rejects.toThrow(
      new RangeError("evaluate: the net has 4 logits, and bands has 3 classes"),
    );
    await expect(evaluate(plainStudent(), validation, { teacher: other })).rejects.toThrow(
      new RangeError("evaluate: the teacher has 4 logits, and bands has 3 classes"),
    );
  });
});

describe("millisecondsPerImage", () => {
  it.each([2, 60])("is a finite number above 0 on a split of %i", async (length) => {
    const time = await millisecondsPerImage(plainStudent(), bandedImages(length, 3));
    expect(time).toBeGreaterThan(0);
    expect(time).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});
