import { describe, expect, it } from "vitest";
import { fromLayersModel } from "../../lib/models/from-layers-model";
import { mlp } from "../../lib/models/mlp";
import { summary } from "../../lib/models/summary";
import * as tf from "../../lib/tensors/tf";

describe("summary", () => {
  it("counts the MNIST student by hand", () => {
    const net = mlp({ input: [28, 28, 1], hidden: [800, 800], classes: 10, batchNorm: true, seed: 1 });
    const { trainable, nonTrainable, parameters, flops, bytes } = summary(net);
    expect(trainable).toBe(784 * 800 + 800 + (800 * 800 + 800) + (800 * 10 + 10) + 2 * (800 + 800));
    expect(nonTrainable).toBe(2 * (800 + 800));
    expect(parameters).toBe(trainable + nonTrainable);
    expect(flops).toBe(2 * (784 * 800 + 800 * 800 + 800 * 10));
    expect(bytes).toBe(4 * parameters);
  });

  it("gives a row per layer and a total, in a table", () => {
    const net = mlp({ input: [2, 2, 1], hidden: [3], classes: 2, batchNorm: true, seed: 1 });
    const { table } = summary(net);
    expect(table.columns.map(({ title }) => title)).toEqual([
      "layer",
      "kind",
      "output",
      "parameters",
      "FLOPs",
      "bytes",
    ]);
    expect(table.rows).toEqual([
      ["images", "InputLayer", "2 × 2 × 1", 0, 0, 0],
      ["flatten", "Flatten", "4", 0, 0, 0],
      ["dense1", "Dense", "3", 15, 24, 60],
      ["preActivation1", "BatchNormalization", "3", 12, 0, 48],
      ["hidden1", "ReLU", "3", 0, 0, 0],
      ["logits", "Dense", "2", 8, 12, 32],
      ["total", "", "", 35, 36, 140],
    ]);
    expect(table.caption).toContain("6 of 35 parameters are not trained");
  });

  it("says where it does not know the work, and then knows no total", () => {
    const input = tf.input({ shape: [5, 2], name: "series" });
    const outputs = tf.layers.lstm({ units: 3, name: "lstm" }).apply(input) as tf.SymbolicTensor;
    const { flops, layers, table } = summary(fromLayersModel(tf.model({ inputs: input, outputs }), []));
    expect([flops, layers[1]!.flops]).toEqual([undefined, undefined]);
    expect(table.rows.at(-1)![4]).toBe("not known");
  });

  it("looks into nested models", () => {
    const inner = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4], name: "inner" })] });
    const model = tf.sequential({ layers: [inner, tf.layers.dense({ units: 2, name: "logits" })] });
    expect(summary(fromLayersModel(model, [])).flops).toBe(2 * (4 * 3 + 3 * 2));
  });

  it("makes no tensor", () => {
    const net = mlp({ input: [4], hidden: [3], classes: 2, seed: 1 });
    const { numTensors } = tf.memory();
    summary(net);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
