import { expect, it } from "vitest";
import { compile } from "../../../lib/compile/compile";
import type { Engine } from "../../../lib/compile/engine";
import type { Optimizer } from "../../../lib/compile/optimizer";
import * as tf from "../../../lib/tensors/tf";
import { adam, adamW } from "../../../lib/training/adam";
import { sgd } from "../../../lib/training/sgd";
import { goldenOptimizer, relativeDeviation } from "../../training/optimizer-run";
import { describeInstalled } from "./installed";

const OPTIMIZERS = {
  adam: adam(0.02),
  "adam, other betas and epsilon": adam(0.02, { beta1: 0.8, beta2: 0.95, epsilon: 1e-3 }),
  adamW: adamW(0.02),
  "adamW, strong decay": adamW(0.02, { weightDecay: 0.3 }),
  sgd: sgd(0.02),
  "sgd, momentum": sgd(0.02, { momentum: 0.9 }),
  "sgd, momentum and weight decay": sgd(0.02, { momentum: 0.9, weightDecay: 0.05 }),
};

type Weights = readonly (readonly number[])[];
type Feeds = Readonly<Record<"g0" | "g1" | "shape", tf.Tensor>>;

/**
 * The weights after steps 1, 10 and 100 of the problem that optimizers.json was made with. The loss is Σ g · w, so its
 * gradient is what is fed. Every third step is fed another shape too, and so is another graph.
 */
async function run(engine: Engine, optimizer: Optimizer): Promise<Readonly<Record<string, Weights>>> {
  const variables = [11, 6].map((size, k) =>
    tf.variable(tf.tensor1d(Array.from({ length: size }, (_, i) => Math.cos(1.7 * i + k)))),
  );
  const body = ({ g0, g1, shape }: Feeds) => {
    const products = [g0, g1].map((gradient, k) => tf.sum(tf.mul(gradient, variables[k]!)));
    return { loss: tf.addN([...products, tf.mul(0, tf.sum(shape))]) };
  };
  const step = compile(body, { engine, minimize: { loss: "loss", variables, optimizer } });
  const kept: Record<string, Weights> = {};
  for (let at = 1; at <= 100; at++) {
    const [g0, g1] = variables.map(({ size }, k) => {
      const number = (_: unknown, i: number) => Math.sin(0.7 * at + 1.3 * i + k) + 0.3 * Math.cos(i);
      return { values: Float32Array.from({ length: size }, number), shape: [size] };
    });
    const shape = { values: new Float32Array(at % 3 ? 1 : 2), shape: [at % 3 ? 1 : 2] };
    const learningRate = (0.02 * (1.1 + Math.cos((Math.PI * at) / 100))) / 2;
    await step({ g0: g0!, g1: g1!, shape }, { learningRate });
    if ([1, 10, 100].includes(at)) kept[at] = variables.map((variable) => [...variable.dataSync()]);
  }
  await step.dispose();
  tf.dispose(variables);
  return kept;
}

describeInstalled("the optimizers of libtensorflow", (engine) => {
  it.each(Object.entries(OPTIMIZERS))("have PyTorch's weights: %s", async (name, optimizer) => {
    const { weights } = goldenOptimizer(name);
    const found = await run(engine, optimizer);
    for (const step of ["1", "10", "100"]) {
      expect(relativeDeviation(found[step]!, weights[step]!)).toBeLessThan(1e-6);
    }
  });

  it("leave one that they do not know to the host", async () => {
    const { rule: _, ...unknown } = adam(0.02);
    const found = await run(engine, unknown);
    expect(relativeDeviation(found[100]!, goldenOptimizer("adam").weights[100]!)).toBeLessThan(1e-6);
  });
});
