import { describe, expect, it } from "vitest";
import { type HiddenTap, type MlpOptions, mlp } from "../../lib/models/mlp";
import { type Net, nonTrainableVariables, tapped, trainableVariables } from "../../lib/models/net";
import { eagerSource } from "../../lib/tensors/keep-bits";
import { withRandomSource } from "../../lib/tensors/random-source";
import * as tf from "../../lib/tensors/tf";

const base = { input: [2, 2, 1], hidden: [3], classes: 2, seed: 1 } as const;
const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
const count = (variables: readonly tf.Variable[]): number => variables.reduce((sum, { size }) => sum + size, 0);
const weightsOf = (net: Net, layer: string, index = 0): tf.Variable =>
  net.model.getLayer(layer).weights[index]!.read() as tf.Variable;

describe("mlp", () => {
  it("has the parameters of 784-1200-1200-10 with batch norm", () => {
    const teacher = mlp({ input: [28, 28, 1], hidden: [1200, 1200], classes: 10, batchNorm: true, seed: 1 });
    const dense = 784 * 1200 + 1200 + (1200 * 1200 + 1200) + (1200 * 10 + 10);
    expect(count(trainableVariables(teacher))).toBe(dense + 2 * (1200 + 1200)); // scale and shift
    expect(count(nonTrainableVariables(teacher))).toBe(2 * (1200 + 1200)); // moving mean and variance
    teacher.model.dispose();
  });

  it("names its layers by its own order, whatever was built before", () => {
    const options = { ...base, hidden: [3, 3], batchNorm: true, dropout: { input: 0.2, hidden: 0.5 } };
    const normalise = { mean: 0.1307, standardDeviation: 0.3081 };
    const names = () => mlp({ ...options, normalise }).model.layers.map(({ name }) => name);
    const first = names();
    const hidden = (i: number) => [`dense${i}`, `preActivation${i}`, `hidden${i}`, `dropout${i}`];
    expect(first).toEqual(["images", "flatten", "normalise", "inputDropout", ...hidden(1), ...hidden(2), "logits"]);
    expect(names()).toEqual(first);
  });

  it("computes dense, relu, dense, by hand", () => {
    const net = mlp({ input: [2], hidden: [2], classes: 2, seed: 1 });
    const weights = [
      tf.tensor2d([
        [1, -1],
        [2, 1],
      ]),
      tf.tensor1d([0, -1]),
      tf.tensor2d([
        [1, 2],
        [3, 4],
      ]),
      tf.tensor1d([5, 6]),
    ];
    net.model.setWeights(weights);
    const { logits, features } = tapped(net, ["preActivation1", "hidden1"])(tf.tensor2d([[1, 1]]), { training: false });
    expect(values(features.preActivation1)).toEqual([3, -1]);
    expect(values(features.hidden1)).toEqual([3, 0]);
    expect(values(logits)).toEqual([8, 12]);
  });

  it("normalises its input to (pixel − mean) / standardDeviation", () => {
    const net = mlp({ input: [2], hidden: [], classes: 2, normalise: { mean: 0.25, standardDeviation: 0.5 }, seed: 1 });
    net.model.setWeights([
      tf.tensor2d([
        [1, 0],
        [0, 1],
      ]),
      tf.tensor1d([0, 0]),
    ]);
    expect(values(net.model.apply(tf.tensor2d([[0.25, 1]])) as tf.Tensor)).toEqual([0, 1.5]);
  });

  it("uses batch norm with ε 1e-5 and a momentum of 0.9, by hand", () => {
    const net = mlp({ input: [1], hidden: [1], classes: 2, batchNorm: true, seed: 1 });
    weightsOf(net, "dense1").assign(tf.tensor2d([[1]]));
    const { features } = tapped(net, ["preActivation1"])(tf.tensor2d([[1], [3]]), { training: true });
    // mean 2, variance 1
    expect(features.preActivation1.dataSync()[1]).toBeCloseTo(1 / Math.sqrt(1 + 1e-5), 6);
    expect(nonTrainableVariables(net).map((average) => average.dataSync()[0])).toEqual([
      Math.fround(0.1 * 2),
      1, // 0.9 · 1 + 0.1 · 1
    ]);
  });

  it("has dropout in training only, drawn from the seed and the step", () => {
    const net = mlp({ ...base, input: [64], hidden: [64], dropout: { input: 0.2, hidden: 0.5 } });
    const forward = tapped(net, ["hidden1"]);
    const ones = tf.ones([2, 64]);
    const trained = (seed: number, step: number) =>
      withRandomSource(eagerSource(seed, step), () => values(forward(ones, { training: true }).logits));
    const inferred = () => values(forward(ones, { training: false }).logits);
    expect(inferred()).toEqual(inferred());
    expect(trained(1, 1)).toEqual(trained(1, 1));
    expect(trained(1, 1)).not.toEqual(trained(1, 2));
    expect(trained(1, 1)).not.toEqual(trained(2, 1));
    expect(trained(1, 1)).not.toEqual(inferred());
  });

  it("has the taps of its hidden layers as types", () => {
    const two: Net<"hidden1" | "hidden2" | "preActivation1" | "preActivation2"> = mlp({ ...base, hidden: [3, 3] });
    expect(two.taps).toEqual(["preActivation1", "hidden1", "preActivation2", "hidden2"]);
    const tap: HiddenTap<readonly [1, 2]> = "hidden2";
    // @ts-expect-error a third layer does not exist
    const wrong: HiddenTap<readonly [1, 2]> = "hidden3";
    const open: HiddenTap<readonly number[]> = "hidden17";
    expect([tap, wrong, open]).toHaveLength(3);
    const none: Net<never> = mlp({ ...base, hidden: [] });
    expect(none.taps).toEqual([]);
  });

  const refused: readonly (readonly [Partial<MlpOptions<readonly number[]>>, string])[] = [
    [{ input: [] }, "mlp: input [] was given; the shape of one image is accepted"],
    [{ input: [28, 0] }, "mlp: input extent 0 was given; whole numbers from 1 are accepted"],
    [{ hidden: [3, 1.5] }, "mlp: hidden width 1.5 was given; whole numbers from 1 are accepted"],
    [{ classes: 1 }, "mlp: classes 1 was given; whole numbers from 2 are accepted"],
    [{ dropout: { input: 0, hidden: 1 } }, "mlp: dropout.hidden 1 was given; a rate in [0, 1) is accepted"],
    [{ normalise: { mean: 0, standardDeviation: 0 } }, "mlp: normalise"],
    [{ seed: -1 }, "seed: -1 was given"],
    [{ initialWeights: "zeros" as "heNormal" }, 'initialWeights: "zeros" was given'],
  ];
  it.each(refused)("refuses %j", (wrong, message) => {
    const { numTensors } = tf.memory();
    expect(() => mlp({ ...base, ...wrong })).toThrow(RangeError);
    expect(() => mlp({ ...base, ...wrong })).toThrow(message);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
