import { describe, expect, it } from "vitest";
import { tapped } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { evenBatch, forward, overSplit, tapResult } from "../../lib/training/forward";
import { train, weightsOf, wideTeacher } from "./small-nets";

describe("evenBatch", () => {
  it.each([
    [60_000, 1000],
    [150, 150],
    [1500, 750],
    [1009, 1000], // a prime number: a last smaller batch it is
    [1, 1],
  ])("of %i examples is %i", (length, batch) => {
    expect(evenBatch(length)).toBe(batch);
  });
});

describe("forward", () => {
  it("has the net's logits and features of every example, as eager inference has them", async () => {
    const net = wideTeacher();
    const weights = weightsOf(net);
    const images = tf.div(tf.tensor4d(Float32Array.from(train.pixels), [150, 8, 8, 1]), 255);
    const { logits, features } = tapped(net, ["hidden2"])(images, { training: false });
    const pass = forward(net, ["hidden2"]);
    const seen: number[] = [];
    await overSplit(
      pass,
      train,
      (views, start) => {
        seen.push(start);
        const compare = (name: string, whole: tf.Tensor) => {
          const width = whole.shape[1]!;
          const expected = whole.dataSync().slice(start * width, start * width + views[name]!.values.length);
          const error = Math.max(...expected.map((value, i) => Math.abs(value - views[name]!.values[i]!)));
          expect(error).toBeLessThan(1e-5);
        };
        compare("logits", logits);
        compare(tapResult("hidden2"), features.hidden2);
      },
      { batchSize: 64 },
    );
    await pass.dispose();
    expect(seen).toEqual([0, 64, 128]);
    expect(weightsOf(net)).toEqual(weights);
  });
});
