import { expect, it } from "vitest";
import { compile } from "../../../lib/compile/compile";
import { eagerEngine } from "../../../lib/compile/eager/eager-engine";
import type { Engine } from "../../../lib/compile/engine";
import * as tf from "../../../lib/tensors/tf";
import { adam } from "../../../lib/training/adam";
import { sgd } from "../../../lib/training/sgd";
import { describeInstalled } from "./installed";

const [BATCH, CLASSES, STEPS] = [4, 3, 8];
type Apply = (input: tf.SymbolicTensor) => tf.SymbolicTensor;

/** Layers whose weights start the same each time. */
function seeded() {
  let seed = 0;
  const initial = () => {
    seed += 1;
    return tf.initializers.glorotUniform({ seed });
  };
  const through =
    (...layers: readonly tf.layers.Layer[]): Apply =>
    (input) =>
      layers.reduce((output, layer) => layer.apply(output) as tf.SymbolicTensor, input);
  const conv = (filters: number, kernelSize: number, strides = 1) => {
    return tf.layers.conv2d({ filters, kernelSize, strides, padding: "same", kernelInitializer: initial() });
  };
  const recurrent = () => ({ kernelInitializer: initial(), recurrentInitializer: initial() });
  return { initial, through, conv, recurrent };
}

const normal = () => tf.layers.batchNormalization({});
const relu = () => tf.layers.reLU({});
const pooled = () => tf.layers.globalAveragePooling2d({});

/** A body by name, with the shape of one input. */
const families: Readonly<Record<string, readonly [readonly number[], (parts: ReturnType<typeof seeded>) => Apply]>> = {
  residual: [
    [8, 8, 3],
    ({ through, conv }) => {
      const stem = through(conv(4, 3), normal(), relu());
      const [main, short] = [through(conv(6, 3, 2), normal(), relu(), conv(6, 3), normal()), through(conv(6, 1, 2))];
      return (input) => {
        const before = stem(input);
        const sum = tf.layers.add({}).apply([main(before), short(before)]) as tf.SymbolicTensor;
        return through(relu(), pooled())(sum);
      };
    },
  ],
  "depthwise separable": [
    [8, 8, 3],
    ({ through, conv, initial }) => {
      const depthwise = tf.layers.depthwiseConv2d({ kernelSize: 3, padding: "same", depthwiseInitializer: initial() });
      const separable = tf.layers.separableConv2d({
        filters: 5,
        kernelSize: 3,
        strides: 2,
        depthwiseInitializer: initial(),
        pointwiseInitializer: initial(),
      });
      return through(depthwise, normal(), tf.layers.reLU({ maxValue: 6 }), conv(4, 1), separable, pooled());
    },
  ],
  "transposed convolution": [
    [8, 8, 2],
    ({ through, conv, initial }) => {
      const options = { filters: 3, kernelSize: 3, strides: 2, padding: "same", kernelInitializer: initial() } as const;
      return through(conv(3, 3, 2), relu(), tf.layers.conv2dTranspose(options), tf.layers.flatten());
    },
  ],
  pools: [
    [9, 9, 2],
    ({ through, conv }) => {
      const overlapping = tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: "same" });
      const average = tf.layers.averagePooling2d({ poolSize: 2, padding: "valid" });
      return through(conv(4, 3), overlapping, average, tf.layers.globalMaxPooling2d({}));
    },
  ],
  "one dimension": [
    [10, 3],
    ({ through, initial }) => {
      const conv = tf.layers.conv1d({ filters: 4, kernelSize: 3, strides: 2, kernelInitializer: initial() });
      return through(conv, tf.layers.elu({}), tf.layers.globalAveragePooling1d({}));
    },
  ],
  "three dimensions": [
    [4, 4, 4, 2],
    ({ through, initial }) => {
      const conv = tf.layers.conv3d({ filters: 3, kernelSize: 3, padding: "same", kernelInitializer: initial() });
      return through(conv, relu(), tf.layers.flatten());
    },
  ],
  lstm: [[5, 3], ({ through, recurrent }) => through(tf.layers.lstm({ units: 4, ...recurrent() }))],
  gru: [[5, 3], ({ through, recurrent }) => through(tf.layers.gru({ units: 4, ...recurrent() }))],
  "layer normalization": [
    [12],
    ({ through, initial }) => {
      const dense = (activation: "tanh" | "swish") =>
        tf.layers.dense({ units: 6, activation, kernelInitializer: initial() });
      return through(dense("tanh"), tf.layers.layerNormalization({}), dense("swish"));
    },
  ],
};

/** The losses of a net on the same data each time. */
async function losses(engine: Engine, family: string): Promise<readonly number[]> {
  const [shape, make] = families[family]!;
  const parts = seeded();
  const input = tf.input({ shape: [...shape] });
  const output = parts.through(tf.layers.dense({ units: CLASSES, kernelInitializer: parts.initial() }));
  const model = tf.model({ inputs: input, outputs: output(make(parts)(input)) });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const step = compile(
    ({ x, y }: { readonly x: tf.Tensor; readonly y: tf.Tensor }) => {
      const logits = model.apply(x, { training: true }) as tf.Tensor;
      return { loss: tf.neg(tf.mean(tf.sum(tf.mul(y, tf.logSoftmax(logits)), 1))) };
    },
    { engine, minimize: { loss: "loss", variables, optimizer: adam(0.01) } },
  );
  const length = shape.reduce((product, extent) => product * extent, BATCH);
  const found: number[] = [];
  for (let at = 0; at < STEPS; at++) {
    const values = Float32Array.from({ length }, (_, place) => Math.sin(12.9898 * place + 78.233 * at));
    const labels = Float32Array.from({ length: BATCH * CLASSES }, (_, place) => Number(place % 4 === 0));
    const fed = { x: { values, shape: [BATCH, ...shape] }, y: { values: labels, shape: [BATCH, CLASSES] } };
    found.push((await step(fed)).loss.values[0]!);
  }
  await step.dispose();
  model.dispose();
  return found;
}

describeInstalled("a family of nets on libtensorflow", (engine) => {
  it.each(Object.keys(families))("trains as eagerly: %s", async (family) => {
    const [ours, expected] = [await losses(engine, family), await losses(eagerEngine(), family)];
    expect(new Set(expected.map((loss) => loss.toFixed(4))).size).toBeGreaterThan(STEPS / 2); // it does train
    for (const [at, loss] of expected.entries()) expect(Math.abs(ours[at]! / loss - 1)).toBeLessThan(1e-5);
  });

  // The cpu backend's gradient is wrong for more than one image or channel, so the oracle is the definition: each pixel's
  // gradient is the sum over its copies.
  it("has the gradient of pixels that are repeated", async () => {
    const pixels = tf.variable(tf.zeros([2, 2, 2, 3]));
    const step = compile(
      ({ weights }: { readonly weights: tf.Tensor }) => {
        const large = tf.layers.upSampling2d({ size: [2, 2] }).apply(pixels) as tf.Tensor;
        return { loss: tf.sum(tf.mul(large, weights)) };
      },
      { engine, minimize: { loss: "loss", variables: [pixels], optimizer: sgd(1) } },
    );
    const weights = Float32Array.from({ length: 96 }, (_, place) => Math.cos(place));
    await step({ weights: { values: weights, shape: [2, 4, 4, 3] } });
    const found = pixels.dataSync();
    for (const [place, value] of found.entries()) {
      const [image, row, column, channel] = [(place / 12) | 0, ((place / 6) | 0) % 2, ((place / 3) | 0) % 2, place % 3];
      let sum = 0;
      for (const r of [2 * row, 2 * row + 1]) {
        for (const c of [2 * column, 2 * column + 1]) sum += weights[((image * 4 + r) * 4 + c) * 3 + channel]!;
      }
      expect(-value).toBeCloseTo(sum, 5);
    }
    await step.dispose();
    pixels.dispose();
  });
});
