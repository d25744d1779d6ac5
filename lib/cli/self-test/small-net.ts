import { compile } from "../../compile/compile";
import type { Engine } from "../../compile/engine";
import * as tf from "../../tensors/tf";
import { adam } from "../../training/adam";

/** Images of a side of 8, half of them striped across and half down, with noise; their class is the stripes'. */
const [SIDE, BATCH] = [8, 32];

/** A number in [0, 1) that looks like chance (a step of a linear congruential generator, Numerical Recipes). */
const noise = (seed: number): number => ((Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 8) / 2 ** 24;

function batch(step: number) {
  const pixels = Float32Array.from({ length: BATCH * SIDE * SIDE }, (_, place) => {
    const [image, row, column] = [Math.floor(place / SIDE / SIDE), Math.floor(place / SIDE) % SIDE, place % SIDE];
    const stripe = (image % 2 === 0 ? row : column) % 2;
    return 0.5 * stripe + noise(step * BATCH * SIDE * SIDE + place);
  });
  const labels = Float32Array.from({ length: BATCH * 2 }, (_, place) =>
    Number(Math.floor(place / 2) % 2 === place % 2),
  );
  return { pixels: { values: pixels, shape: [BATCH, SIDE, SIDE, 1] }, labels: { values: labels, shape: [BATCH, 2] } };
}

/**
 * Trains a net of a convolution, a batch normalization and a dense layer, always from the same weights on the same
 * images.
 * @returns the loss of each step
 */
export async function trainSmallNet(engine: Engine, steps: number): Promise<readonly number[]> {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [SIDE, SIDE, 1], filters: 4, kernelSize: 3, padding: "same", kernelInitializer }),
      tf.layers.batchNormalization({}),
      tf.layers.reLU(),
      tf.layers.flatten(),
      tf.layers.dense({ units: 2, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }),
    ],
  });
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const step = compile(
    ({ pixels, labels }: { readonly pixels: tf.Tensor; readonly labels: tf.Tensor }) => {
      const logits = model.apply(pixels, { training: true }) as tf.Tensor;
      return { loss: tf.neg(tf.mean(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), 1))) as tf.Scalar };
    },
    { engine, name: "self-test", minimize: { loss: "loss", variables, optimizer: adam(0.002) } },
  );
  const losses: number[] = [];
  for (let at = 0; at < steps; at++) losses.push((await step(batch(at))).loss.values[0] as number);
  await step.dispose();
  model.dispose();
  return losses;
}
