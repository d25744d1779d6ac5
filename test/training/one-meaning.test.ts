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
function tappedNet(shape: readonly number[], seed: number): Net<"x"> {
  const units = shape.reduce((product, extent) => product * extent, 1);
  const dense = (name?: string) =>
    tf.layers.dense({ units, activation: "tanh", kernelInitializer: initial(seed), ...(name ? { name } : {}) });
  const maps = [dense(), tf.layers.reshape({ targetShape: [...shape], name: "x" }), tf.layers.flatten()];
  const layers = [
    tf.layers.flatten({ inputShape: [8, 8, 1] }),
    ...(shape.length === 1 ? [dense("x")] : maps),
    tf.layers.dense({ units: 3, kernelInitializer: initial(seed + 1) }),
  ];
  return { model: tf.sequential({ layers }), taps: ["x"] };
}

const convolutional = (): Net<"x"> => ({
  model: tf.sequential({
    layers: [
      tf.layers.conv2d({
        inputShape: [8, 8, 1],
        filters: 4,
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
      tf.layers.dense({ units: 3, kernelInitializer: initial(3) }),
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
  /** Every weight of the net by its name, in the order of the layers. */
  readonly weights: readonly (readonly [name: string, values: readonly number[]])[];
}

interface Case {
  readonly name: string;
  /** How far weights may be apart, of the largest of their kind. */
  readonly bound: number;
  readonly train: (engine: Engine) => Promise<Trained>;
}

async function trained(net: Net, options: object, engine: Engine, optimizer: Optimizer): Promise<Trained> {
  const common = { optimizer, epochs: EPOCHS, batchSize: BATCH, seed: 3, engine, log: () => {} };
  const history = await fit(net, train, { ...options, ...common } as never);
  const weights = [...weightsOf(net)];
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
      bound: 5e-5,
      train: (engine) => trained(make(), { objective: { hard: [1, hardLabels()] } }, engine, optimizer),
    }),
  ),
);

const ofTerms = terms.map(({ factory, detail, term, shapes }: Entry): Case => {
  const [student, teacher] = (shapes[0] ?? [[4], [4]]) as Shapes;
  return {
    name: `the term ${factory}, ${detail}`,
    bound: 1e-3, // an absolute difference has a gradient that jumps at 0
    async train(engine) {
      const taught = tappedNet(teacher, 5);
      const options = { teacher: taught, objective: { term: [1, term], hard: [0.5, hardLabels()] } };
      const run = await trained(tappedNet(student, 1), options, engine, sgd(0.05, { momentum: 0.9 }));
      taught.model.dispose();
      return run;
    },
  };
});

const engines = [onnxEngine({ threads: 1 }), ...(installedEngine === undefined ? [] : [installedEngine])];
const largest = (numbers: readonly number[]): number => Math.max(...numbers.map(Math.abs));
const distance = (a: readonly number[], b: readonly number[]): number =>
  largest(a.map((value, i) => value - b[i]!)) / largest(b);

/** A bias before batch norm has a gradient of rounding alone, and the moving mean follows the bias. */
const isFree = (name: string): boolean => /dense\d\/bias|moving_mean/.test(name);

describe.each([...ofFamilies, ...ofTerms])("$name", ({ train: run, bound }) => {
  let eager: Trained;
  beforeAll(async () => {
    eager = await run(eagerEngine());
  });

  it.each(engines)("trains the same on $name as eagerly, to float32 rounding over 100 steps", async (engine) => {
    const compiled = await run(engine);
    expect(distance(compiled.losses, eager.losses)).toBeLessThan(1e-5);
    const apart = eager.weights.flatMap(([name, values], i) =>
      !isFree(name) && distance(compiled.weights[i]![1], values) > bound ? [name] : [],
    );
    expect(apart).toEqual([]);
    expect(eager.losses.at(-1)).toBeLessThan(eager.losses[0]!);
  });
});
