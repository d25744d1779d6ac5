import { describe, expect, it } from "vitest";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import type { Engine } from "../../lib/compile/engine";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import { shiftJitter } from "../../lib/datasets/shift-jitter";
import { type GradientAttentionOptions, gradientAttention } from "../../lib/losses/gradient-attention";
import { hardLabels } from "../../lib/losses/hard-labels";
import { SeededDropout } from "../../lib/models/dropout";
import { type Net, trainableVariables } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { fit } from "../../lib/training/fit";
import { sgd } from "../../lib/training/sgd";
import { bandedImages } from "./banded-images";
import { train, weightsOf, wideTeacher } from "./small-nets";

const { layers } = tf;
const initial = (seed: number) => ({ kernelInitializer: tf.initializers.heNormal({ seed }) });
const common = { epochs: 1, seed: 3, viewsFolder: false, log: () => {} } as const;

/** Smooth, so that finite differences see no kink. */
const smooth = (): Net => ({
  model: tf.sequential({
    layers: [
      layers.conv2d({
        ...{ inputShape: [8, 8, 1], filters: 1, kernelSize: 3, strides: 2, activation: "tanh" },
        ...initial(1),
      }),
      layers.flatten(),
      layers.dense({ units: 3, ...initial(2), name: "logits" }),
    ],
  }),
  taps: [],
});

/** All that the library's convolutional nets are made of. */
const full = (): Net => ({
  model: tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, padding: "same", ...initial(1) }),
      layers.batchNormalization(),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 5, kernelSize: 3, padding: "same", activation: "relu", ...initial(2) }),
      new SeededDropout({ rate: 0.2, name: "dropout" }),
      layers.averagePooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 3, ...initial(3), name: "logits" }),
    ],
  }),
  taps: [],
});

const few = bandedImages(6, 5);
const images = tf.tensor4d(
  Float32Array.from(few.pixels, (byte) => byte / 255),
  [6, 8, 8, 1],
);
const labels = tf.tensor1d(Int32Array.from(few.labels), "int32");

/** ∂L/∂x as everybody would write it; its first derivative is right, and only that is used here. */
const plainGradient = ({ model }: Net, x: tf.Tensor): tf.Tensor =>
  tf.grad((input) => {
    const logits = model.apply(input, { training: false }) as tf.Tensor2D;
    return tf.neg(tf.sum(tf.mul(tf.oneHot(labels, 3), tf.logSoftmax(logits))));
  })(x);

/** The loss of gradient attention, from first derivatives alone. */
function attentionLoss(student: Net, teacher: Net, { match, norm }: GradientAttentionOptions): number {
  return tf.tidy(() => {
    const mirror = () => tf.reverse(plainGradient(student, tf.reverse(images, 2)), 2);
    const other = match === "mirror" ? mirror() : plainGradient(teacher, images);
    const squares = tf.sum(tf.square(tf.sub(plainGradient(student, images), other)), [1, 2, 3]);
    return tf.mean(norm === "halfSquare" ? tf.mul(0.5, squares) : tf.sqrt(squares)).dataSync()[0]!;
  });
}

const settings: readonly GradientAttentionOptions[] = [
  { match: "teacher", norm: "euclidean" },
  { match: "mirror", norm: "halfSquare" },
];

describe("a step of fit with gradient attention", () => {
  it.each(settings)(
    "has the value and the gradient that finite differences of first derivatives have, %j",
    async (options) => {
      const [student, teacher] = [smooth(), wideTeacher()];
      const variables = trainableVariables(student);
      const before = variables.map((variable) => variable.dataSync().slice());
      const expected = variables.map((variable, i) => {
        const lossAt = (place: number, delta: number): number => {
          const moved = before[i]!.slice();
          moved[place]! += delta;
          variable.assign(tf.tensor(moved, variable.shape));
          return attentionLoss(student, teacher, options);
        };
        const step = 1e-2;
        const slopes = Array.from(before[i]!, (_, k) => (lossAt(k, step) - lossAt(k, -step)) / (2 * step));
        variable.assign(tf.tensor(before[i]!, variable.shape));
        return slopes;
      });
      const value = attentionLoss(student, teacher, options);
      const objective = { attention: [1, gradientAttention(options)] } as const;
      const history = await fit(student, few, { ...common, teacher, objective, optimizer: sgd(1), batchSize: 6 });
      expect(history.epochs[0]!.losses.attention / value).toBeCloseTo(1, 4);
      const largest = Math.max(...expected.flat().map(Math.abs));
      for (const [i, variable] of variables.entries()) {
        const after = variable.dataSync();
        const off = expected[i]!.map((slope, k) => Math.abs(before[i]![k]! - after[k]! - slope) / largest);
        expect(Math.max(...off)).toBeLessThan(5e-3);
      }
    },
    60_000,
  );

  it.each(settings)(
    "is the same on both engines for a net of all kinds of layers, over two epochs, %j",
    async (options) => {
      const run = async (engine: Engine) => {
        const student = full();
        const objective = { hard: [1, hardLabels()], attention: [0.05, gradientAttention(options)] } as const;
        const augment = shiftJitter({ pixels: 1, seed: 1 });
        const shared = { ...common, teacher: wideTeacher(), objective, optimizer: sgd(0.02), augment, engine };
        const { epochs } = await fit(student, bandedImages(16, 6), { ...shared, batchSize: 8, epochs: 2 });
        return {
          losses: epochs.map(({ losses }) => losses.attention),
          weights: [...weightsOf(student).values()].flat(),
        };
      };
      const [compiled, eager] = [await run(onnxEngine({ threads: 1 })), await run(eagerEngine())];
      for (const [i, loss] of compiled.losses.entries()) expect(loss / eager.losses[i]!).toBeCloseTo(1, 4);
      const apart = compiled.weights.map((weight, i) => Math.abs(weight - eager.weights[i]!));
      expect(Math.max(...apart)).toBeLessThan(1e-4);
    },
    60_000,
  );

  it("keeps the teacher's gradients, says so, and leaves the teacher as it is", async () => {
    const [student, teacher] = [smooth(), wideTeacher()];
    const taught = weightsOf(teacher);
    const lines: string[] = [];
    const objective = { attention: [1, gradientAttention()] } as const;
    const log = (line: string): void => void lines.push(line);
    await fit(student, train, { ...common, teacher, objective, optimizer: sgd(0.1), batchSize: 50, log });
    expect(lines).toEqual(["teacher views: logits, ∂L/∂x of 150 examples computed once and kept (0.0 MB)"]);
    expect(weightsOf(teacher)).toEqual(taught);
  });

  it("is refused at the door for a student with a layer that it cannot go through", async () => {
    const model = tf.sequential({
      layers: [
        layers.flatten({ inputShape: [8, 8, 1] }),
        layers.dense({ units: 3, activation: "elu", name: "logits" }),
      ],
    });
    const objective = { attention: [1, gradientAttention()] } as const;
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    const options = { ...common, teacher: wideTeacher(), objective, optimizer: sgd(0.1), batchSize: 50, log };
    await expect(fit({ model, taps: [] }, train, options)).rejects.toThrow(
      'plainPass: the layer "logits", Dense, has no second derivative here: activation "elu" was given; linear, relu, ',
    );
    expect(lines).toEqual([]);
  });
});
