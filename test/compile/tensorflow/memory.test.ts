import { expect, it } from "vitest";
import { compile } from "../../../lib/compile/compile";
import { mlp } from "../../../lib/models/mlp";
import { trainableVariables } from "../../../lib/models/net";
import * as tf from "../../../lib/tensors/tf";
import { adam } from "../../../lib/training/adam";
import { describeInstalled, installedBinding } from "./installed";

const STEPS = 2000;
const MEGABYTE = 1e6;

describeInstalled("training on libtensorflow", (engine) => {
  it(`holds no more after ${STEPS} steps than after 500, and nothing after its end`, async () => {
    const binding = installedBinding();
    const counts = () => [binding.getNumOfTensors(), binding.getNumOfSavedModels(), tf.memory().numTensors];
    const before = counts();
    const net = mlp({
      input: [8, 8, 1],
      hidden: [64, 32],
      classes: 3,
      batchNorm: true,
      dropout: { input: 0.1, hidden: 0.3 },
      seed: 1,
    });
    const body = ({ pixels, labels }: { readonly pixels: tf.Tensor; readonly labels: tf.Tensor }) => {
      const logits = net.model.apply(tf.div(tf.cast(pixels, "float32"), 255), { training: true }) as tf.Tensor;
      return { loss: tf.neg(tf.mean(tf.sum(tf.mul(tf.oneHot(labels as tf.Tensor1D, 3), tf.logSoftmax(logits)), 1))) };
    };
    const minimize = { loss: "loss" as const, variables: trainableVariables(net), optimizer: adam(0.001) };
    const step = compile(body, { engine, seed: 1, minimize });
    const look = () => tf.tidy(() => net.model.weights.map((weight) => tf.sum(weight.read()).dataSync()[0]));
    let warm: { readonly counts: number[]; readonly bytes: number } | undefined;
    for (let at = 1; at <= STEPS; at++) {
      const size = at % 10 === 0 ? 7 : 32; // the last batch of an epoch is smaller
      const pixels = Uint8Array.from({ length: size * 64 }, (_, i) => (i * at) & 255);
      const labels = Int32Array.from({ length: size }, (_, i) => (i + at) % 3);
      await step({ pixels: { values: pixels, shape: [size, 8, 8, 1] }, labels: { values: labels, shape: [size] } });
      if (at % 100 === 0) look();
      if (at === 500) warm = { counts: counts(), bytes: process.memoryUsage().rss };
    }
    expect(counts()).toEqual(warm!.counts);
    expect(process.memoryUsage().rss - warm!.bytes).toBeLessThan(60 * MEGABYTE); // JavaScript's heap swings by tens
    await step.dispose();
    net.model.dispose();
    expect(counts()).toEqual(before);
  }, 120_000);
});
