import { describe, expect, it } from "vitest";
import { SeededDropout } from "../../lib/models/dropout";
import { fromLayersModel } from "../../lib/models/from-layers-model";
import * as tf from "../../lib/tensors/tf";

const dense = (name: string, options = {}) => tf.layers.dense({ units: 3, name, ...options });
const modelOf = (...layers: tf.layers.Layer[]): tf.Sequential =>
  tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [4], name: "stage1" }), ...layers] });

describe("fromLayersModel", () => {
  it("takes a model as it is, with taps as literal types", () => {
    const model = modelOf(dense("logits"));
    const net = fromLayersModel(model, ["stage1"]);
    const taps: readonly "stage1"[] = net.taps;
    expect(net.model).toBe(model);
    expect(taps).toEqual(["stage1"]);
  });

  it("takes seeded dropout, and dropout that is switched off", () => {
    const layers = [new SeededDropout({ rate: 0.5, name: "d" }), tf.layers.dropout({ rate: 0 }), dense("logits")];
    expect(fromLayersModel(modelOf(...layers), []).taps).toEqual([]);
  });

  it("refuses a tap that is no layer, naming the layers", () => {
    expect(() => fromLayersModel(modelOf(dense("logits")), ["stage9"])).toThrow(
      new RangeError('fromLayersModel: no layer "stage9"; the model has stage1, logits'),
    );
  });

  it("refuses a tap that is applied twice", () => {
    const input = tf.input({ shape: [3] });
    const shared = dense("shared");
    const outputs = dense("logits").apply(shared.apply(shared.apply(input))) as tf.SymbolicTensor;
    expect(() => fromLayersModel(tf.model({ inputs: input, outputs }), ["shared"])).toThrow(
      'fromLayersModel: the tap "shared", a layer that has several outputs or is applied more than once was given;',
    );
  });

  it("refuses two inputs, two outputs, and an output that is not [batch, classes]", () => {
    const [left, right] = [tf.input({ shape: [3] }), tf.input({ shape: [3] })];
    const sum = tf.layers.add().apply([left, right]) as tf.SymbolicTensor;
    expect(() => fromLayersModel(tf.model({ inputs: [left, right], outputs: sum }), [])).toThrow(
      new RangeError("fromLayersModel: a model with 2 inputs and 1 outputs was given; one of each is accepted"),
    );
    const [a, b] = [dense("a").apply(left), dense("b").apply(left)] as tf.SymbolicTensor[];
    expect(() => fromLayersModel(tf.model({ inputs: left, outputs: [a!, b!] }), [])).toThrow("1 inputs and 2 outputs");
    const map = tf.sequential({ layers: [tf.layers.conv2d({ filters: 2, kernelSize: 1, inputShape: [4, 4, 1] })] });
    expect(() => fromLayersModel(map, [])).toThrow("a model with the output [null, 4, 4, 2] was given; logits");
  });

  it.each([
    ["a softmax activation", () => modelOf(dense("last", { activation: "softmax" }))],
    ["a softmax layer", () => modelOf(tf.layers.softmax({ name: "last" }))],
    ["an activation layer", () => modelOf(tf.layers.activation({ activation: "softmax", name: "last" }))],
    ["a nested model", () => tf.sequential({ layers: [modelOf(dense("last", { activation: "softmax" }))] })],
  ])("refuses a model that ends in probabilities: %s", (_, build) => {
    expect(() => fromLayersModel(build(), [])).toThrow(
      'fromLayersModel: a model whose last layer, "last", ends in softmax was given; one that ends in its logits is',
    );
  });
});
