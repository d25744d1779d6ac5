import { describe, expect, it } from "vitest";
import { fromLayersModel } from "../../lib/models/from-layers-model";
import { mlp } from "../../lib/models/mlp";
import { type Net, nonTrainableVariables, tapped, tapShape, trainableVariables, type View } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";

const perceptron = () => mlp({ input: [2, 2, 1], hidden: [3, 5], classes: 2, batchNorm: true, seed: 1 });
const images = () => tf.tensor4d([0, 0.2, 0.4, 0.6, 1, 0.9, 0.8, 0.7], [2, 2, 2, 1]);
const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe("tapped", () => {
  it("gives the logits and the features asked for", () => {
    const net = perceptron();
    const view = tapped(net, ["hidden1", "preActivation2"])(images(), { training: false });
    expect(view.logits.shape).toEqual([2, 2]);
    expect(Object.keys(view.features)).toEqual(["hidden1", "preActivation2"]);
    expect(view.features.hidden1.shape).toEqual([2, 3]);
    expect(view.features.preActivation2.shape).toEqual([2, 5]);
    expect(values(view.logits)).toEqual(values(net.model.apply(images()) as tf.Tensor));
  });

  it("gives what the next layer sees: the relu of preActivation1 is hidden1", () => {
    const { features } = tapped(perceptron(), ["preActivation1", "hidden1"])(images(), { training: true });
    expect(values(features.hidden1)).toEqual(values(tf.relu(features.preActivation1)));
    expect(Math.min(...values(features.preActivation1))).toBeLessThan(0);
  });

  it("takes a tap that is named twice", () => {
    const { features } = tapped(perceptron(), ["hidden1", "hidden1"])(images(), { training: false });
    expect(Object.keys(features)).toEqual(["hidden1"]);
  });

  it("takes the logits themselves as a tap, and no tap at all", () => {
    const { model } = perceptron();
    const net = fromLayersModel(model, ["logits"]);
    const { logits, features } = tapped(net, ["logits"])(images(), { training: false });
    expect(features.logits).toBe(logits);
    expect(tapped(net, [])(images(), { training: false }).features).toEqual({});
  });

  it("is in training what training says: batch norm moves its averages", () => {
    const net = perceptron();
    const averages = () => nonTrainableVariables(net).map(values);
    const before = averages();
    tapped(net, ["hidden1"])(images(), { training: false });
    expect(averages()).toEqual(before);
    tapped(net, ["hidden1"])(images(), { training: true });
    expect(averages()).not.toEqual(before);
  });

  it.each([true, false])("leaks no tensor (training: %s)", (training) => {
    const forward = tapped(perceptron(), ["hidden1", "hidden2"]);
    const batch = images();
    tf.tidy(() => void forward(batch, { training }));
    const { numTensors } = tf.memory();
    tf.tidy(() => void forward(batch, { training }));
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it("refuses a tap that the net does not have, at compile time and at run time", () => {
    const net = perceptron();
    // @ts-expect-error there are two hidden layers
    expect(() => tapped(net, ["hidden3"])).toThrow(
      new RangeError('tapped: no tap "hidden3"; the net has preActivation1, hidden1, preActivation2, hidden2'),
    );
  });

  it("types the features by the taps asked for", () => {
    const view: View<"hidden1"> = tapped(perceptron(), ["hidden1"])(images(), { training: false });
    // @ts-expect-error hidden2 was not asked for
    expect(view.features.hidden2).toBeUndefined();
    const net: Net<"hidden1"> = fromLayersModel(perceptron().model, ["hidden1"]);
    // @ts-expect-error hidden2 is no tap of this net
    const wrong: Net<"hidden2"> = net;
    expect(wrong.taps).toEqual(["hidden1"]);
  });
});

describe("tapShape", () => {
  it("is the shape of a feature without the batch axis", () => {
    expect(tapShape(perceptron(), "hidden2")).toEqual([5]);
    const input = tf.input({ shape: [6, 6, 1] });
    const map = tf.layers.conv2d({ filters: 4, kernelSize: 3, name: "map" }).apply(input) as tf.SymbolicTensor;
    const flat = tf.layers.flatten().apply(map) as tf.SymbolicTensor;
    const logits = tf.layers.dense({ units: 2 }).apply(flat) as tf.SymbolicTensor;
    expect(tapShape(fromLayersModel(tf.model({ inputs: input, outputs: logits }), ["map"]), "map")).toEqual([4, 4, 4]);
  });

  it("refuses a shape that is open, and a tap that is none", () => {
    const input = tf.input({ shape: [null, null, 1] });
    const map = tf.layers.conv2d({ filters: 4, kernelSize: 3, name: "map" }).apply(input) as tf.SymbolicTensor;
    const logits = tf.layers.globalAveragePooling2d({}).apply(map) as tf.SymbolicTensor;
    const net = fromLayersModel(tf.model({ inputs: input, outputs: logits }), ["map"]);
    expect(() => tapShape(net, "map")).toThrow(RangeError);
    expect(() => tapShape(net, "stage1")).toThrow(new RangeError('tapShape: no tap "stage1"; the net has map'));
  });
});

describe("trainableVariables and nonTrainableVariables", () => {
  it("are the weights in the order of the layers, and batch norm's averages", () => {
    const net = perceptron();
    expect(trainableVariables(net).map(({ shape }) => shape)).toEqual([
      [4, 3],
      [3],
      [3],
      [3],
      [3, 5],
      [5],
      [5],
      [5],
      [5, 2],
      [2],
    ]);
    expect(nonTrainableVariables(net).map(({ shape }) => shape)).toEqual([[3], [3], [5], [5]]);
    expect(trainableVariables(net).every((variable) => variable instanceof tf.Variable)).toBe(true);
  });
});
