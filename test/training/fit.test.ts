import { describe, expect, it } from "vitest";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import { shiftJitter } from "../../lib/datasets/shift-jitter";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import type { Term } from "../../lib/losses/term";
import { fromLayersModel } from "../../lib/models/from-layers-model";
import * as tf from "../../lib/tensors/tf";
import { adam, adamW } from "../../lib/training/adam";
import { evaluate, predict } from "../../lib/training/evaluate";
import { fit } from "../../lib/training/fit";
import { cosine } from "../../lib/training/schedules";
import { sgd } from "../../lib/training/sgd";
import { linearDescent } from "./linear-oracle";
import { fullStudent, plainStudent, tensorCount, train, validation, weightsOf, wideTeacher } from "./small-nets";

const quiet = { log: () => {} };
const engines = { onnx: onnxEngine(), eager: eagerEngine() };
const options = { optimizer: adam(0.02), epochs: 3, batchSize: 40, seed: 5, ...quiet } as const;
const objective = { hard: [0.3, hardLabels()], soft: [0.7, softTargets({ temperature: 4 })] } as const;

/** The mean of the positions of the batch's examples, as a column; its gradient is none. */
const meanIndex = (): Term => ({
  name: "meanIndex",
  needsTeacher: false,
  pairs: [],
  bind: () => ({ variables: [], loss: ({ indices }) => tf.mean(tf.cast(indices, "float32")) }),
});

describe.each(Object.entries(engines))("fit with the engine %s", (_, engine) => {
  it("does what gradient descent written out for a linear net does", async () => {
    const linear = tf.sequential({
      layers: [tf.layers.flatten({ inputShape: [8, 8, 1] }), tf.layers.dense({ units: 3, kernelInitializer: "zeros" })],
    });
    const net = fromLayersModel(linear, []);
    const teacher = wideTeacher();
    const logits = await predict(teacher, train);
    const { losses, weights } = linearDescent({
      ...{ split: train, hard: 0.3, soft: 0.7, temperature: 4, rate: 0.1, epochs: 4 },
      teacher: Array.from({ length: train.length }, (_, i) => [...logits.subarray(3 * i, 3 * i + 3)]),
    });
    const { epochs } = await fit(net, train, {
      ...options,
      ...{ teacher, objective, engine, optimizer: sgd(0.1), epochs: 4, batchSize: 150 },
    });
    for (const [i, row] of epochs.entries()) {
      expect(row.losses.hard).toBeCloseTo(losses[i]!.hard, 5);
      expect(row.losses.soft).toBeCloseTo(losses[i]!.soft, 5);
      expect(row.loss).toBeCloseTo(0.3 * losses[i]!.hard + 0.7 * losses[i]!.soft, 5);
    }
    const [kernel, bias] = net.model.getWeights().map((weight) => [...weight.dataSync()]);
    weights.flat().forEach((weight, i) => void expect([...kernel!, ...bias!][i]).toBeCloseTo(weight, 5));
  });

  it("leaves layers that the loss does not reach as they are, bit by bit, with weight decay too", async () => {
    const [net, teacher] = [fullStudent(), wideTeacher()];
    const before = weightsOf(net);
    await fit(net, train, {
      ...options,
      ...{ teacher, engine, optimizer: adamW(0.02, { weightDecay: 0.5 }) },
      objective: { hint: [1, fitNets([["preActivation1", "hidden1"]], { seed: 3 })] },
    });
    const moved = [...weightsOf(net)].filter(([name, values]) => values.some((v, i) => v !== before.get(name)![i]));
    const names = moved.map(([name]) => name).filter((name) => !name.includes("moving"));
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name.startsWith("dense1") || name.startsWith("preActivation1"))).toBe(true);
  });
});

describe("fit", () => {
  it("learns: the loss falls and the accuracy rises far above chance", async () => {
    const net = fullStudent();
    const { epochs, reason } = await fit(net, train, {
      ...options,
      ...{ objective: { hard: [1, hardLabels()] }, validation, epochs: 12 },
    });
    expect(reason).toBe("finished");
    expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(epochs.at(-1)!.loss).toBeLessThan(0.6 * epochs[0]!.loss);
    expect(epochs.at(-1)!.validation!.accuracy).toBeGreaterThan(0.85);
    const scores = await evaluate(net, validation);
    expect(scores.accuracy).toBe(epochs.at(-1)!.validation!.accuracy);
    expect(scores.negativeLogLikelihood).toBeCloseTo(epochs.at(-1)!.validation!.negativeLogLikelihood, 5);
  });

  it("has a column per term, and the weighted sum of them as its loss, with weights by the epoch", async () => {
    const weights = { hard: (epoch: number) => (epoch === 1 ? 1 : 0.25), soft: 0.7, hint: (epoch: number) => epoch };
    const history = await fit(plainStudent(), train, {
      ...options,
      teacher: wideTeacher(),
      objective: {
        hard: [weights.hard, hardLabels()],
        soft: [weights.soft, softTargets({ temperature: 4 })],
        hint: [weights.hint, fitNets([["hidden1", "hidden2"]], { seed: 3 })],
      },
    });
    for (const { epoch, loss, losses } of history.epochs) {
      expect(Object.keys(losses)).toEqual(["hard", "soft", "hint"]);
      const total = weights.hard(epoch) * losses.hard + weights.soft * losses.soft + weights.hint(epoch) * losses.hint;
      expect(Math.abs(loss - total)).toBeLessThan(1e-5 * total);
    }
  });

  it("weighs every example alike, those of a smaller last batch too", async () => {
    const { epochs } = await fit(plainStudent(), train, {
      ...options,
      objective: { hard: [1, hardLabels()], index: [1, meanIndex()] },
    });
    for (const { losses } of epochs) expect(losses.index).toBeCloseTo(74.5, 4); // the mean of 0 … 149
  });

  it("changes no bit of the teacher", async () => {
    const teacher = wideTeacher();
    const before = weightsOf(teacher);
    await fit(plainStudent(), train, { ...options, teacher, objective });
    expect(weightsOf(teacher)).toEqual(before);
  });

  it("gives the same history with teacher views that are kept or computed at every step", async () => {
    const lines: string[] = [];
    const run = (viewsBudget: number) =>
      fit(plainStudent(), train, {
        ...options,
        ...{ teacher: wideTeacher(), objective, viewsBudget, log: (line: string) => void lines.push(line) },
      });
    const [kept, computed] = [await run(1e6), await run(0)];
    kept.epochs.forEach((row, i) => void expect(row.loss).toBeCloseTo(computed.epochs[i]!.loss, 5));
    expect(lines).toEqual([
      "teacher views: logits of 150 examples computed once and kept (0.0 MB)",
      "teacher views: logits of 150 examples (0.0 MB) computed at every step: the budget is 0.0 MB",
    ]);
  });

  it("shows student and teacher the same augmented pixels", async () => {
    const [net, itself] = [plainStudent(4), plainStudent(4)];
    const { epochs } = await fit(net, train, {
      ...options,
      ...{ teacher: itself, objective: { soft: [1, softTargets({ temperature: 1 })] }, optimizer: sgd(0.01) },
      augment: shiftJitter({ pixels: 2, seed: 6 }),
    });
    for (const { losses } of epochs) expect(Math.abs(losses.soft)).toBeLessThan(1e-6);
  });

  it("trains FitNets' regressor, frees it, and says nothing of a teacher that no term needs", async () => {
    const hint = fitNets([["hidden1", "hidden2"]], { seed: 3 });
    const seen: { shape: readonly number[]; values: readonly number[] }[] = [];
    const spied: typeof hint = {
      ...hint,
      bind: (shapes) => {
        const bound = hint.bind(shapes);
        bound.variables.forEach((v) => void seen.push({ shape: v.shape, values: [...v.dataSync()] }));
        return bound;
      },
    };
    const [net, teacher] = [plainStudent(), wideTeacher()];
    const before = tensorCount();
    const { epochs } = await fit(net, train, { ...options, teacher, epochs: 8, objective: { hint: [1, spied] } });
    expect(seen.map(({ shape }) => shape)).toEqual([[6, 10]]);
    expect(epochs.at(-1)!.losses.hint).toBeLessThan(0.7 * epochs[0]!.losses.hint);
    expect(tensorCount()).toBe(before);
    const lines: string[] = [];
    const log = (line: string): void => void lines.push(line);
    await fit(net, train, { ...options, teacher, epochs: 1, objective: { hard: [1, hardLabels()] }, log });
    expect(lines).toEqual([]);
  });

  it("takes the learning rate of the schedule at every step", async () => {
    const { epochs } = await fit(plainStudent(), train, {
      ...options,
      ...{ objective: { hard: [1, hardLabels()] }, schedule: cosine() },
    });
    // 4 steps per epoch, 12 in all: the last ones of each epoch are steps 4, 8 and 12
    const rate = (step: number) => (0.02 * (1 + Math.cos((Math.PI * (step - 1)) / 11))) / 2;
    epochs.forEach(({ learningRate }, i) => void expect(learningRate).toBeCloseTo(rate(4 * i + 4), 12));
  });
});
