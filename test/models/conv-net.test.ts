import { describe, expect, it } from "vitest";
import { type ConvNetOptions, convNet } from "../../lib/models/conv-net";
import { type Net, tapped, tapShape, trainableVariables } from "../../lib/models/net";
import { sizeOf } from "../../lib/tensors/host-tensor";
import * as tf from "../../lib/tensors/tf";
import golden from "../golden/conv-net.json";
import { generated } from "./generated";

const student = { input: [28, 28, 1], filters: [16, 32], classes: 10, seed: 1 } as const;
const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

/** Gives every weight the numbers that test/golden/conv-net.py gave it. */
function setGenerated({ model }: Net, name: string): void {
  const weights = model.getWeights().map(({ shape }, index) => {
    const fan = shape.length > 1 ? sizeOf(shape.slice(0, -1)) : 100;
    return tf.tensor(generated(`${name} ${index}`, sizeOf(shape), 0, Math.sqrt(3 / fan)), shape);
  });
  model.setWeights(weights);
}

/** What the generator gives as bytes, as float32 in [0, 1]. */
function generatedImages(name: string, shape: readonly number[]): tf.Tensor {
  const bytes = generated(`${name} images`, sizeOf(shape), 128, 128);
  return tf.tensor(
    bytes.map((byte) => Math.floor(byte) / 255),
    [...shape],
  );
}

describe("convNet", () => {
  it.each(golden.cases)("gives the logits and has the parameters of Keras: $name", ({ name, parameters, ...made }) => {
    const [input, filters] = [made.input, made.filters] as unknown as [[number, number, number], [number, number]];
    const net = convNet({ input, filters, classes: 10, seed: 1 });
    expect(net.model.countParams()).toBe(parameters);
    setGenerated(net, name);
    const logits = values(net.model.apply(generatedImages(name, [2, ...input])) as tf.Tensor);
    made.logits.flat().forEach((logit, i) => {
      expect(logits[i]).toBeCloseTo(logit, 5);
    });
    net.model.dispose();
  });

  it("has the parameters of the published pair", () => {
    expect(golden.cases.map(({ parameters }) => parameters).slice(0, 2)).toEqual([1_433_610, 20_490]);
  });

  it("has taps before and after its activation and at the ends of its stages", () => {
    const net = convNet({ ...student, input: [27, 21, 3] });
    expect(net.taps.map((tap) => tapShape(net, tap))).toEqual([
      [14, 11, 16],
      [14, 11, 16],
      [14, 11, 16],
      [7, 6, 32],
    ]);
    const { features } = tapped(net, net.taps)(generatedImages("taps", [1, 27, 21, 3]), { training: true });
    const leaky = values(features.preActivation1).map((x) => Math.fround(x < 0 ? 0.2 * x : x));
    values(features.activation1).forEach((value, i) => {
      expect(value).toBeCloseTo(leaky[i]!, 6);
    });
    const [first, right, below, both] = [0, 16, 11 * 16, 12 * 16].map((i) => leaky[i]!);
    expect(values(features.stage1)[0]).toBeCloseTo(Math.max(first!, right!, below!, both!), 6);
  });

  it("starts from Glorot's uniform weights, drawn from the seed and the layer, as Keras' example does", () => {
    const net = convNet(student);
    const [kernel, bias] = trainableVariables(net);
    const limit = Math.sqrt(6 / (9 + 9 * 16));
    const largest = Math.max(...values(tf.abs(kernel!)));
    expect(largest).toBeLessThanOrEqual(limit);
    expect(largest).toBeGreaterThan(0.9 * limit);
    expect(new Set(values(bias!))).toEqual(new Set([0]));
    const weights = (seed: number) => trainableVariables(convNet({ ...student, seed })).map(values);
    expect(weights(1)).toEqual(weights(1));
    expect(weights(2)).not.toEqual(weights(1));
  });

  const refused: readonly (readonly [object, string])[] = [
    [{ input: [28, 28] }, "convNet: input [28, 28] was given; [height, width, channels] is accepted"],
    [{ input: [28, 0, 1] }, "convNet: input extent 0 was given; whole numbers from 1 are accepted"],
    [{ input: [28, 28, 1.5] }, "convNet: input channels 1.5 was given; whole numbers from 1 are accepted"],
    [{ filters: [16, 0] }, "convNet: filters 0 was given; whole numbers from 1 are accepted"],
    [{ classes: 1 }, "convNet: classes 1 was given; whole numbers from 2 are accepted"],
    [{ seed: -1 }, "seed: -1 was given"],
  ];
  it.each(refused)("refuses %j", (wrong, message) => {
    const { numTensors } = tf.memory();
    expect(() => convNet({ ...student, ...wrong } as ConvNetOptions)).toThrow(new RegExp(`^${escaped(message)}`));
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

const escaped = (text: string): string => text.replace(/[[\].]/g, "\\$&");
