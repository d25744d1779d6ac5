import { describe, expect, it } from "vitest";
import { mlp } from "../../lib/models/mlp";
import { type Net, trainableVariables } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";

const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const moments = (tensor: tf.Tensor) => {
  const { mean, variance } = tf.moments(tensor);
  return { mean: mean.dataSync()[0]!, deviation: Math.sqrt(variance.dataSync()[0]!) };
};
const weightsOf = (net: Net, layer: string, index = 0): tf.Variable =>
  net.model.getLayer(layer).weights[index]!.read() as tf.Variable;

describe("the initial weights of an mlp", () => {
  it("are the same for the same seed, from others for another, and from others in each layer", () => {
    const start = (seed: number) =>
      trainableVariables(mlp({ input: [3], hidden: [3, 3], classes: 2, seed })).map(values);
    const weights = start(1);
    expect(start(1)).toEqual(weights);
    expect(start(2)).not.toEqual(weights);
    expect(weights[0]).not.toEqual(weights[2]);
  });

  it("have He's normal and Glorot's uniform distribution by default", () => {
    const net = mlp({ input: [400], hidden: [300], classes: 100, batchNorm: true, seed: 3 });
    const hidden = moments(weightsOf(net, "dense1"));
    expect(Math.abs(hidden.mean)).toBeLessThan(0.001);
    expect(hidden.deviation / (0.8796 * Math.sqrt(2 / 400))).toBeCloseTo(1, 1.5); // of a normal cut at two deviations
    const limit = Math.sqrt(6 / 400);
    expect(Math.max(...values(tf.abs(weightsOf(net, "logits"))))).toBeLessThanOrEqual(limit);
    expect(moments(weightsOf(net, "logits")).deviation / (limit / Math.sqrt(3))).toBeCloseTo(1, 1.5);
    expect(new Set(values(weightsOf(net, "preActivation1")))).toEqual(new Set([1]));
  });

  it("are N(0, 0.02²), biases 0 and scales N(1, 0.02²) where asked", () => {
    const options = { input: [400], hidden: [300], classes: 100, batchNorm: true, seed: 3 };
    const net = mlp({ ...options, initialWeights: "normal002" });
    for (const [layer, mean] of [
      ["dense1", 0],
      ["logits", 0],
      ["preActivation1", 1],
    ] as const) {
      const found = moments(weightsOf(net, layer));
      expect(Math.abs(found.mean - mean)).toBeLessThan(0.005); // 300 scales: a standard error of 0.0012
      expect(Math.abs(found.deviation / 0.02 - 1)).toBeLessThan(0.2);
    }
    for (const layer of ["dense1", "logits", "preActivation1"]) {
      expect(new Set(values(weightsOf(net, layer, 1)))).toEqual(new Set([0]));
    }
  });
});
