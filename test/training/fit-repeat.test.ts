import { describe, expect, it } from "vitest";
import { eagerEngine } from "../../lib/compile/eager/eager-engine";
import type { Engine } from "../../lib/compile/engine";
import { onnxEngine } from "../../lib/compile/onnx/onnx-engine";
import { shiftJitter } from "../../lib/datasets/shift-jitter";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import { adamW } from "../../lib/training/adam";
import type { Callback } from "../../lib/training/events";
import { fit } from "../../lib/training/fit";
import { oneCycle } from "../../lib/training/schedules";
import { sgd } from "../../lib/training/sgd";
import { fullStudent, tensorCount, train, validation, weightsOf, wideTeacher } from "./small-nets";

/** All that is random at once: dropout, the order, jitter, a regressor; with batch norm and a schedule. */
async function run({
  seed = 5,
  epochs = 3,
  engine = onnxEngine(),
  callbacks = [] as Callback[],
  optimizer = adamW(0.02),
}) {
  const student = fullStudent();
  const history = await fit(student, train, {
    ...{ seed, epochs, engine, callbacks, validation, batchSize: 40, teacher: wideTeacher(), log: () => {} },
    optimizer,
    schedule: oneCycle(),
    augment: shiftJitter({ pixels: 1, seed: 8 }),
    objective: {
      hard: [0.3, hardLabels()],
      soft: [0.7, softTargets({ temperature: 4 })],
      hint: [1, fitNets([["hidden2", "hidden1"]], { seed: 3 })],
    },
  });
  return { epochs: history.epochs, weights: weightsOf(student) };
}

describe("fit, run again", () => {
  it("has the same history and weights, digit for digit, with the same seed", async () => {
    expect(await run({})).toEqual(await run({}));
  });

  it("has another history with another seed", async () => {
    const [one, other] = [await run({ seed: 5 }), await run({ seed: 6 })];
    one.epochs.forEach((row, i) => void expect(row.loss).not.toBe(other.epochs[i]!.loss));
  });

  it("has the same history on both engines, to float32 rounding", async () => {
    // Not Adam: biases before batch norm have gradients of rounding errors only, which Adam makes steps of full size.
    const optimizer = sgd(0.05, { momentum: 0.9 });
    const [onnx, eager] = [await run({ optimizer }), await run({ optimizer, engine: eagerEngine() })];
    onnx.epochs.forEach((row, i) => {
      const same = eager.epochs[i]!;
      expect(Math.abs(row.loss / same.loss - 1)).toBeLessThan(1e-5);
      for (const name of ["hard", "soft", "hint"] as const) {
        expect(Math.abs(row.losses[name] / same.losses[name] - 1)).toBeLessThan(1e-5);
      }
      expect(row.accuracy).toBeCloseTo(same.accuracy, 6);
      expect(row.validation!.negativeLogLikelihood).toBeCloseTo(same.validation!.negativeLogLikelihood, 5);
      expect(row.learningRate).toBe(same.learningRate);
    });
  });

  it.each<[string, () => Engine]>([
    ["onnx", onnxEngine],
    ["eager", eagerEngine],
  ])("leaks no tensor with the engine %s", async (_, engine) => {
    const counts: number[] = [];
    const count: Callback = ({ kind }) => void (kind === "epoch" && counts.push(tensorCount()));
    const before = tensorCount();
    await run({ epochs: 5, engine: engine(), callbacks: [count] });
    expect(counts[4]).toBe(counts[1]);
    const nets = fullStudent().model.weights.length + wideTeacher().model.weights.length;
    expect(tensorCount()).toBe(before + 2 * nets); // what run made, and what this line's two made
  });
});
