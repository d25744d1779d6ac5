import { beforeAll, describe, expect, it } from "vitest";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import type { Engine } from "../../lib/compile/engine";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import type { Optimizer } from "../../lib/compile/optimizer";
import { hardLabels } from "../../lib/losses/hard-labels";
import type { Shapes } from "../../lib/losses/term";
import { mlp } from "../../lib/models/mlp";
import type { Net } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { adam, adamW } from "../../lib/training/adam";
import { fit } from "../../lib/training/fit";
import { sgd } from "../../lib/training/sgd";
import { installedEngine } from "../compile/tensorflow/installed";
import { type Entry, terms } from "../losses/terms";
import { bandedImages } from "./banded-images";
import { weightsOf } from "./small-nets";

// 35 examples in batches of 10: four steps an epoch, of which the last one has its own graph; 100 steps.
const train = bandedImages(35, 1);
const [EPOCHS, BATCH] = [25, 10] as const;
const initial = (seed: number) => tf.initializers.heNormal({ seed });

/** A net whose tap "x" has the given shape. */
function tappedNet(shape: readonly number[], seed = 1): Net<"x"> {
  const units = shape.reduce((product, extent) => product * extent, 1);
  const layers = [
    tf.layers.reshape({ inputShape: [8, 8, 1], targetShape: [64] }),
    tf.layers.dense({ units, activation: "tanh", kernelInitializer: initial(seed), name: "first" }),
    tf.layers.reshape({ targetShape: [...shape], name: "x" }),
    tf.layers.reshape({ targetShape: [units] }),
    tf.layers.dense({ units: 3, kernelInitializer: initial(seed + 1), name: "logits" }),
  ];
  return { model: tf.sequential({ layers }), taps: ["x"] };
}

const convolutional = (): Net<"x"> => ({
  model: tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 4,
        name: "first",
        kernelSize: 3,
        padding: "same",
        kernelInitializer: initial(1),
      }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({
        filters: 6,
        kernelSize: 3,
        strides: 2,
        padding: "same",
        activation: "relu",
        kernelInitializer: initial(2),
        name: "x",
      }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 3, kernelInitializer: initial(3), name: "logits" }),
    ],
  }),
  taps: ["x"],
});

const perceptron = (): Net => {
  return mlp({
    input: [8, 8, 1],
    hidden: [7, 5],
    classes: 3,
    batchNorm: true,
    dropout: { input: 0.1, hidden: 0.3 },
    seed: 1,
  });
};

/** What one run of fit leaves: the loss of every epoch, and the weights. */
interface Trained {
  readonly losses: readonly number[];
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

interface Case {
  readonly name: string;
  readonly train: (engine: Engine) => Promise<Trained>;
}

async function trained(net: Net, options: object, engine: Engine, optimizer: Optimizer): Promise<Trained> {
  const common = { optimizer, epochs: EPOCHS, batchSize: BATCH, seed: 3, engine, log: () => {} };
  const history = await fit(net, train, { ...options, ...common } as never);
  const weights = weightsOf(net);
  net.model.dispose();
  return { losses: history.epochs.map(({ loss }) => loss), weights };
}

const optimizers: readonly Optimizer[] = [
  adam(0.005),
  adamW(0.005, { weightDecay: 0.1 }),
  sgd(0.02),
  sgd(0.02, { momentum: 0.9, weightDecay: 0.01 }),
];
const families: Readonly<Record<string, () => Net>> = { perceptron, convolutional };

const ofFamilies = Object.entries(families).flatMap(([family, make]) =>
  optimizers.map(
    (optimizer, i): Case => ({
      name: `a ${family} net with ${optimizer.name} (${i})`,
      train: (engine) => trained(make(), { objective: { hard: [1, hardLabels()] } }, engine, optimizer),
    }),
  ),
);

const ofTerms = terms.map(({ factory, detail, term, shapes, weight = 1 }: Entry): Case => {
  const [student, teacher] = (shapes[0] ?? [[4], [4]]) as Shapes;
  return {
    name: `the term ${factory}, ${detail}`,
    async train(engine) {
      const taught = tappedNet(teacher, 5);
      const options = { teacher: taught, objective: { term: [weight, term], hard: [0.5, hardLabels()] } };
      const run = await trained(tappedNet(student), options, engine, sgd(0.05, { momentum: 0.9 }));
      taught.model.dispose();
      return run;
    },
  };
});

const engines = [onnxEngine({ threads: 1 }), ...(installedEngine === undefined ? [] : [installedEngine])];
const largest = (numbers: readonly number[]): number => Math.max(...numbers.map(Math.abs));

/**
 * The gradient of a bias before batch norm is 0 but for rounding, and Adam makes whole steps of that noise. Batch norm
 * takes the bias out again; its moving mean follows it.
 */
const isNoise = (name: string): boolean => /^dense\d\/bias|^preActivation\d\/moving_mean/.test(name);

/**
 * The weights that are further apart than rounding, 1e-4 of the largest of their kind, which counts as 0.2 at least. Up to
 * 8e-6 is measured, and more only where a gradient jumps, as that of |student − teacher| does.
 */
const apart = (actual: Trained, expected: Trained): string[] =>
  [...expected.weights].flatMap(([name, right]) => {
    const difference = largest(right.map((value, i) => value - actual.weights.get(name)![i]!));
    return isNoise(name) || difference <= 1e-4 * Math.max(largest(right), 0.2) ? [] : [`${name}: ${difference}`];
  });

describe.each([...ofFamilies, ...ofTerms])("training $name", ({ train: run }) => {
  let eager: Trained;
  beforeAll(async () => {
    eager = await run(eagerEngine());
  });

  it.each(engines)("is on $name what it is eagerly, to float32 rounding over 100 steps", async (engine) => {
    const compiled = await run(engine);
    const relative = compiled.losses.map((loss, i) => (loss - eager.losses[i]!) / eager.losses[i]!);
    expect(eager.losses.at(-1)).toBeLessThan(eager.losses[0]!);
    expect(largest(relative)).toBeLessThan(1e-5);
    expect(apart(compiled, eager)).toEqual([]);
  });
});
