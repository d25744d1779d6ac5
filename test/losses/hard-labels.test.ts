import { describe, expect, it } from "vitest";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, logitViews } from "./fake-views";
import { gradientError } from "./finite-differences";
import { expectGolden, goldenCases, tensorOf } from "./golden-case";

const hard = (student: tf.Tensor, labels: readonly number[]): tf.Scalar =>
  hardLabels().bind([]).loss(logitViews({ student, labels }));
const soft = (temperature: number, student: tf.Tensor, teacher: tf.Tensor): tf.Scalar =>
  softTargets({ temperature }).bind([]).loss(logitViews({ student, teacher }));

describe("hardLabels", () => {
  it("is the mean of −ln of the probability of the true class, by hand", () => {
    // softmax: [3/4, 1/4] with the label 0, [1/5, 4/5] with the label 1
    const logits = tf.tensor2d([
      [Math.log(3), 0],
      [0, Math.log(4)],
    ]);
    expect(hard(logits, [0, 1]).dataSync()[0]).toBeCloseTo((Math.log(4 / 3) + Math.log(5 / 4)) / 2, 6);
  });

  it("has the gradient (softmax(s) − truth) / batch, by hand", () => {
    const gradient = tf.grad((logits) => hard(logits, [0, 1]))(
      tf.tensor2d([
        [Math.log(3), 0],
        [0, 0],
      ]),
    );
    [-1 / 8, 1 / 8, 1 / 4, -1 / 4].forEach((value, i) => {
      expect(gradient.dataSync()[i]).toBeCloseTo(value, 6);
    });
  });

  it("has the gradient of finite differences", () => {
    expect(gradientError((logits) => hard(logits, [2, 0, 4]), fakeTensor([3, 5], 1))).toBeLessThan(1e-3);
  });

  it("is finite for logits of a thousand", () => {
    expect(hard(tf.tensor2d([[1000, -1000, 0]]), [1]).dataSync()[0]).toBe(2000);
  });

  it("does not change when a number is added to all logits of an example", () => {
    const logits = fakeTensor([2, 3], 1);
    expect(hard(tf.add(logits, 9), [1, 2]).dataSync()[0]).toBeCloseTo(hard(logits, [1, 2]).dataSync()[0]!, 5);
  });

  it.each([...goldenCases("temperature").keys()])(
    "holds the tempered probability of the golden case %s: exp(−L(s / T)) = softmax(s / T) of the true class",
    (name) => {
      const example = goldenCases("temperature").get(name)!;
      const temperature = Number(example.options.temperature);
      expectGolden(example, (student) => {
        const probabilities = Array.from({ length: student.shape[0]! }, (_, i) =>
          tf.exp(tf.neg(hard(tf.div(tf.slice(student, [i, 0], [1, -1]), temperature), [0]))),
        );
        return tf.mean(tf.stack(probabilities));
      });
    },
  );
});

describe("hardLabels and softTargets together", () => {
  it("give RepDistiller's objective", () => {
    const example = goldenCases("soft-targets").get("a-objective-repdistiller")!;
    const { temperature, hardWeight, softWeight } = example.options as Readonly<Record<string, number>>;
    expectGolden(example, (student) =>
      tf.add(
        tf.mul(hardWeight!, hard(student, example.labels!)),
        tf.mul(softWeight!, soft(temperature!, student, tensorOf(example.teacher!))),
      ),
    );
  });

  // α · T² · KL + (1 − α) · cross-entropy; as written, KL is also divided by the classes, and weighted T² · 2 + α
  it.each([...goldenCases("seed-000").keys()])(
    "give the golden case %s of seed-000, corrected or as written",
    (name) => {
      const example = goldenCases("seed-000").get(name)!;
      const { temperature, alpha } = example.options as { readonly temperature: number; readonly alpha: number };
      const teacher = tensorOf(example.teacher!);
      const asWritten = (temperature ** 2 * 2 + alpha) / (temperature ** 2 * teacher.shape[1]!);
      const softWeight = example.variant === "corrected" ? alpha : asWritten;
      expectGolden(example, (student) =>
        tf.add(
          tf.mul(1 - alpha, hard(student, example.labels!)),
          tf.mul(softWeight, soft(temperature, student, teacher)),
        ),
      );
    },
  );
});
