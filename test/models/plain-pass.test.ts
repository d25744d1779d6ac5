import { describe, expect, it } from "vitest";
import { SeededDropout } from "../../lib/models/dropout";
import { inputGradient } from "../../lib/models/input-gradient";
import type { Net } from "../../lib/models/net";
import { trainableVariables } from "../../lib/models/net";
import { plainPass } from "../../lib/models/plain-pass";
import { eagerSource } from "../../lib/tensors/keep-bits";
import { withRandomSource } from "../../lib/tensors/random-source";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor } from "../losses/fake-views";

const { layers } = tf;
const initial = (seed: number) => ({
  kernelInitializer: tf.initializers.randomUniform({ minval: -0.7, maxval: 0.7, seed }),
  biasInitializer: tf.initializers.randomUniform({ minval: -0.3, maxval: 0.3, seed: seed + 1 }),
});
const conv = (options: object = {}) =>
  layers.conv2d({ filters: 3, kernelSize: 3, padding: "same", ...initial(1), ...options } as never);
const norm = () =>
  layers.batchNormalization({
    gammaInitializer: tf.initializers.randomUniform({ minval: 0.5, maxval: 1.5, seed: 5 }),
    betaInitializer: tf.initializers.randomUniform({ minval: -0.5, maxval: 0.5, seed: 6 }),
    movingVarianceInitializer: tf.initializers.randomUniform({ minval: 0.5, maxval: 1.5, seed: 7 }),
  });

const INPUT = [6, 5, 2];
type Layers = readonly tf.layers.Layer[];

/** A net of the layers, and a dense one at the end. */
function net(stages: Layers): Net {
  const input = tf.input({ shape: INPUT });
  const apply = (x: tf.SymbolicTensor, layer: tf.layers.Layer) => layer.apply(x) as tf.SymbolicTensor;
  const last = stages.reduce(apply, input);
  const flat = last.rank === 2 ? last : apply(last, layers.flatten());
  const outputs = apply(flat, layers.dense({ units: 3, ...initial(11) }));
  return { model: tf.model({ inputs: input, outputs }), taps: [] };
}

function residual(): Net {
  const input = tf.input({ shape: INPUT });
  const first = conv().apply(input) as tf.SymbolicTensor;
  const second = conv({ ...initial(3), activation: "relu" }).apply(first) as tf.SymbolicTensor;
  const joined = layers.add().apply([first, second]) as tf.SymbolicTensor;
  const beside = layers.concatenate().apply([joined, input]) as tf.SymbolicTensor;
  const flat = layers.flatten().apply(beside) as tf.SymbolicTensor;
  const outputs = layers.dense({ units: 3, ...initial(11) }).apply(flat) as tf.SymbolicTensor;
  return { model: tf.model({ inputs: input, outputs }), taps: [] };
}

const dense = (activation: string) => [
  layers.flatten(),
  layers.dense({ units: 4, activation, ...initial(7) } as never),
];

const nets: Readonly<Record<string, () => Net>> = {
  "dense alone": () => net([]),
  ...Object.fromEntries(
    ["linear", "relu", "relu6", "sigmoid", "tanh"].map((kind) => [`dense ${kind}`, () => net(dense(kind))]),
  ),
  "a convolution with stride": () => net([conv({ strides: 2, activation: "relu" }), conv({ ...initial(3) })]),
  "a valid convolution without bias": () => net([conv({ padding: "valid", useBias: false, activation: "tanh" })]),
  "a depthwise convolution": () =>
    net([
      layers.depthwiseConv2d({
        ...{ kernelSize: 3, depthMultiplier: 2, strides: 2, padding: "same", activation: "tanh" },
        depthwiseInitializer: tf.initializers.randomUniform({ minval: -0.7, maxval: 0.7, seed: 4 }),
      } as never),
    ]),
  "batch normalisation": () =>
    net([conv(), norm(), layers.activation({ activation: "tanh" }), ...dense("linear"), norm()]),
  "relu layers": () => net([conv(), layers.reLU()]),
  "relu of at most 6": () => net([conv(), layers.reLU({ maxValue: 6 })]),
  "leaky relu": () => net([conv(), layers.leakyReLU({ alpha: 0.2 })]),
  "an activation layer": () => net([conv(), layers.activation({ activation: "tanh" })]),
  "max pooling": () => net([conv(), layers.maxPooling2d({ poolSize: 2 })]),
  "max pooling that overlaps and reaches over the border": () =>
    net([conv(), layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" })]),
  "max pooling in single strides": () =>
    net([conv(), layers.maxPooling2d({ poolSize: [2, 3], strides: 1, padding: "same" })]),
  "average pooling": () => net([conv(), layers.averagePooling2d({ poolSize: [2, 3], strides: [2, 1] })]),
  "global average pooling": () => net([conv({ activation: "relu" }), layers.globalAveragePooling2d({})]),
  "padding, reshaping and rescaling": () =>
    net([
      layers.rescaling({ scale: 2, offset: -1 }),
      layers.zeroPadding2d({
        padding: [
          [1, 0],
          [0, 2],
        ],
      }),
      conv(),
      layers.reshape({ targetShape: [147] }),
    ]),
  "shortcuts and joined maps": residual,
  "a model in a model": () =>
    net([tf.sequential({ layers: [conv({ inputShape: INPUT }), layers.reLU(), conv({ ...initial(3) })] })]),
  dropout: () => net([conv(), new SeededDropout({ rate: 0.3, name: "drop" }), layers.reLU()]),
};

const images = fakeTensor([4, ...INPUT], 3);
const labels = tf.tensor1d([0, 2, 1, 1], "int32");
const seeded = <Result>(body: () => Result): Result => withRandomSource(eagerSource(1, 1), body);
const largest = (x: tf.Tensor): number => tf.max(tf.abs(x)).dataSync()[0]!;
const difference = (a: tf.Tensor, b: tf.Tensor): number => largest(tf.sub(a, b)) / largest(b);

/** Something that depends on all of ∂L/∂x. */
function sumOfSquares(pass: ReturnType<typeof plainPass>, training: boolean): tf.Scalar {
  const gradient = inputGradient((x) => pass(x, { training }), images, labels);
  return tf.sum(tf.square(gradient));
}

describe.each(Object.entries(nets))("plainPass of a net with %s", (_, make) => {
  const built = make();
  const pass = plainPass(built);
  const { model } = built;

  it.each([false, true])("gives the net's own logits and input gradient, training: %s", (training) => {
    seeded(() => {
      const own = (x: tf.Tensor) => model.apply(x, { training }) as tf.Tensor2D;
      const plain = (x: tf.Tensor) => pass(x, { training });
      expect(difference(plain(images), own(images))).toBeLessThan(1e-5);
      const gradients = [plain, own].map((logits) => inputGradient(logits, images, labels)) as [tf.Tensor, tf.Tensor];
      expect(difference(...gradients)).toBeLessThan(1e-4);
    });
  });

  it.each([false, true])("has the second derivatives of finite differences, training: %s", (training) => {
    const variables = [...trainableVariables(built)];
    const loss = () => seeded(() => sumOfSquares(pass, training));
    const { grads } = tf.variableGrads(loss, variables);
    const scale = Math.max(...Object.values(grads).map(largest));
    for (const variable of variables) {
      const values = variable.dataSync().slice();
      const lossAt = (i: number, delta: number): number =>
        tf.tidy(() => {
          const moved = values.slice();
          moved[i]! += delta;
          variable.assign(tf.tensor(moved, variable.shape));
          return loss().dataSync()[0]!;
        });
      const step = 2e-3;
      for (let i = 0; i < values.length; i += Math.ceil(values.length / 4)) {
        const numeric = (lossAt(i, step) - lossAt(i, -step)) / (2 * step);
        expect(Math.abs(numeric - grads[variable.name]!.dataSync()[i]!) / scale).toBeLessThan(2e-2);
      }
      variable.assign(tf.tensor(values, variable.shape));
    }
  });
});

describe("plainPass", () => {
  it("moves no average, and leaves no tensor behind", () => {
    const built = net([conv(), norm()]);
    const averages = () => built.model.nonTrainableWeights.map((weight) => [...weight.read().dataSync()]);
    const [before, pass] = [averages(), plainPass(built)];
    const { numTensors } = tf.memory();
    tf.tidy(() => void pass(images, { training: true }));
    expect(averages()).toEqual(before);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it.each([
    [layers.elu(), '"elu_ELU1", ELU, has no second derivative here: Dense, Conv2D, '],
    [layers.globalMaxPooling2d({}), "GlobalMaxPooling2D, has no second derivative here: Dense, Conv2D, "],
    [conv({ activation: "elu" }), 'Conv2D, has no second derivative here: activation "elu" was given; linear, relu, '],
    [conv({ dilationRate: 2 }), "dilationRate [2,2] was given; 1,1, 1 is accepted"],
    [layers.averagePooling2d({ poolSize: 2, padding: "same" }), 'padding "same" was given; valid is accepted'],
    [layers.reLU({ maxValue: 1 }), "maxValue 1 was given; null, 6 is accepted"],
    [layers.batchNormalization({ axis: 1 }), "axis 1 was given; -1, 3 is accepted"],
    [layers.dense({ units: 2 }), "Dense, has no second derivative here: an input of rank 4 was given; 2 is accepted"],
  ])("refuses a layer whose second derivative is wrong or missing, naming it (%#)", (layer, message) => {
    expect(() => plainPass(net([layer]))).toThrow(RangeError);
    expect(() => plainPass(net([layer]))).toThrow(message);
  });
});

describe("the layers' own operations", () => {
  it("have a wrong second derivative, which is why there is a plain pass", () => {
    const built = net([conv({ activation: "tanh" })]);
    const [variable] = trainableVariables(built) as [tf.Variable];
    const secondDerivative = (logits: (x: tf.Tensor) => tf.Tensor2D) =>
      tf.variableGrads(() => tf.sum(tf.square(inputGradient(logits, images, labels))) as tf.Scalar, [variable]).grads[
        variable.name
      ]!;
    const own = secondDerivative((x) => built.model.apply(x, { training: false }) as tf.Tensor2D);
    const pass = plainPass(built);
    expect(
      difference(
        own,
        secondDerivative((x) => pass(x, { training: false })),
      ),
    ).toBeGreaterThan(0.1);
  });
});
