import { describe, expect, it } from "vitest";
import { currentEngine } from "../../lib/compile/use-engine";
import { batches } from "../../lib/datasets/batches";
import { shiftJitter } from "../../lib/datasets/shift-jitter";
import { tapped } from "../../lib/models/net";
import type { HostTensor } from "../../lib/tensors/host-tensor";
import * as tf from "../../lib/tensors/tf";
import { TEACHER_INPUT_GRADIENT, TEACHER_LOGITS, teacherFeature, teacherViews } from "../../lib/training/teacher-views";
import { train, weightsOf, wideTeacher } from "./small-nets";

const teacher = wideTeacher();
/** Logits of 3 classes and features of 12 units in float32, of 150 examples. */
const BYTES = 150 * (3 + 12) * 4;

async function opened({ budget = BYTES, augmented = false } = {}) {
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const views = await teacherViews({
    ...{ teacher, taps: ["hidden1"], train, augmented, budget, folder: false, engine: currentEngine() },
    ...{ signal: undefined, log },
  });
  return { lines, views };
}

/** What the teacher shows of pixels, eagerly. */
function expected(pixels: HostTensor<Uint8Array>): Record<string, Float32Array> {
  const images = tf.div(tf.tensor(Float32Array.from(pixels.values), [...pixels.shape]), 255);
  const { logits, features } = tapped(teacher, ["hidden1"])(images, { training: false });
  return {
    [TEACHER_LOGITS]: logits.dataSync<"float32">(),
    [teacherFeature("hidden1")]: features.hidden1.dataSync<"float32">(),
  };
}

const settings = [
  { way: "kept", budget: BYTES, augmented: false, augment: undefined },
  { way: "computed", budget: BYTES - 1, augmented: false, augment: undefined },
  { way: "augmented", budget: BYTES, augmented: true, augment: shiftJitter({ pixels: 2, seed: 4 }) },
];

describe("teacherViews", () => {
  it.each(settings)("are the teacher's logits and features of the batch, $way", async (setting) => {
    const { budget, augmented, augment } = setting;
    const weights = weightsOf(teacher);
    const { views } = await opened({ budget, augmented });
    const shuffle = { seed: 3, epoch: 2 };
    for (const batch of batches(train, { batchSize: 40, shuffle, ...(augment ? { augment } : {}) })) {
      const shown = await views.of(batch);
      for (const [name, values] of Object.entries(expected(batch.pixels))) {
        expect(shown[name]!.shape).toEqual([batch.labels.values.length, values.length / batch.labels.values.length]);
        const error = Math.max(...values.map((value, i) => Math.abs(value - shown[name]!.values[i]!)));
        expect(error).toBeLessThan(1e-5);
      }
    }
    await views.dispose();
    expect(weightsOf(teacher)).toEqual(weights);
  });

  it.each([false, true])("have the gradient by the image where it is asked for, augmented: %s", async (augmented) => {
    const views = await teacherViews({
      ...{ teacher, taps: [], withInputGradient: true, train, augmented, budget: 1e6, folder: false },
      ...{ engine: currentEngine(), signal: undefined, log: () => {} },
    });
    const augment = augmented ? { augment: shiftJitter({ pixels: 2, seed: 4 }) } : {};
    for (const { pixels, labels, ...rest } of batches(train, {
      batchSize: 40,
      shuffle: { seed: 3, epoch: 2 },
      ...augment,
    })) {
      const shown = (await views.of({ pixels, labels, ...rest }))[TEACHER_INPUT_GRADIENT]!;
      const images = tf.div(tf.tensor(Float32Array.from(pixels.values), [...pixels.shape]), 255);
      const truth = tf.oneHot(tf.tensor1d(labels.values, "int32"), 3);
      const crossEntropy = (x: tf.Tensor) =>
        tf.neg(tf.sum(tf.mul(truth, tf.logSoftmax(tapped(teacher, [])(x, { training: false }).logits))));
      const expected = tf.grad(crossEntropy)(images).dataSync();
      expect(shown.shape).toEqual(pixels.shape);
      expect(Math.max(...expected.map((value, i) => Math.abs(value - shown.values[i]!)))).toBeLessThan(1e-5);
      expect(Math.max(...expected)).toBeGreaterThan(1e-3);
    }
    await views.dispose();
  });

  it("say in one line that they are kept", async () => {
    const { lines, views } = await opened();
    await views.dispose();
    expect(lines).toEqual(["teacher views: logits, hidden1 of 150 examples computed once and kept (0.0 MB)"]);
  });

  it("say in one line why they are not kept", async () => {
    const tooMany = await opened({ budget: 0 });
    const changing = await opened({ augmented: true });
    for (const { views } of [tooMany, changing]) await views.dispose();
    const what = "teacher views: logits, hidden1 of 150 examples (0.0 MB) computed at every step";
    expect(tooMany.lines).toEqual([`${what}: the budget is 0.0 MB`]);
    expect(changing.lines).toEqual([`${what}: the augmentation changes the pixels`]);
  });
});
