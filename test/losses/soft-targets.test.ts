import { describe, expect, it } from "vitest";
import { softTargets } from "../../lib/losses/soft-targets";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, logitViews } from "./fake-views";
import { gradientError } from "./finite-differences";
import { expectGolden, goldenCases, tensorOf } from "./golden-case";

const loss = (temperature: number, student: tf.Tensor, teacher: tf.Tensor): tf.Scalar =>
  softTargets({ temperature }).bind([]).loss(logitViews({ student, teacher }));

const golden = goldenCases("soft-targets");
/** What checks the cases that are not T²·KL alone. */
const elsewhere = {
  "p-paper-soft-cross-entropy-T4": "below, plus the entropy of the teacher",
  "a-objective-repdistiller": "in hard-labels.test.ts, with the hard labels",
};
const own = [...golden.keys()].filter((name) => !(name in elsewhere));

describe("softTargets", () => {
  it.each(own)("has the value and gradient of the golden case %s", (name) => {
    const example = golden.get(name)!;
    const teacher = tensorOf(example.teacher!);
    expectGolden(example, (student) => loss(Number(example.options.temperature), student, teacher));
  });

  it("is the paper's cross-entropy with soft targets, less T² times the teacher's entropy", () => {
    const example = golden.get("p-paper-soft-cross-entropy-T4")!;
    const entropies = (example.teacher as number[][]).map((row) => entropy(softmax(row.map((logit) => logit / 4))));
    const meanEntropy = entropies.reduce((sum, value) => sum + value, 0) / entropies.length;
    expectGolden(example, (student) => tf.add(loss(4, student, tensorOf(example.teacher!)), 16 * meanEntropy));
  });

  it("has the gradient T · (softmax(s / T) − softmax(t / T)) / batch, by hand", () => {
    // one example, T = 2, s = [2 ln 3, 0] → [3/4, 1/4], t = [0, 0] → [1/2, 1/2]: 2 · [1/4, −1/4]
    const grad = tf.grad((student) => loss(2, student, tf.tensor2d([[0, 0]])))(tf.tensor2d([[2 * Math.log(3), 0]]));
    expect(grad.dataSync()[0]).toBeCloseTo(0.5, 6);
    expect(grad.dataSync()[1]).toBeCloseTo(-0.5, 6);
  });

  it.each([1, 4, 20])("has the gradient of finite differences at T = %i", (temperature) => {
    const teacher = fakeTensor([3, 5], 2);
    const step = temperature === 1 ? 0.1 : 0.5;
    expect(gradientError((student) => loss(temperature, student, teacher), fakeTensor([3, 5], 1), step)).toBeLessThan(
      2e-3,
    );
  });

  it("does not change when a number is added to all logits of an example", () => {
    const [student, teacher] = [fakeTensor([3, 5], 1), fakeTensor([3, 5], 2)];
    const shifted = tf.add(student, tf.tensor2d([[3], [-7], [0.5]]));
    const value = loss(4, student, teacher).dataSync()[0]!;
    expect(loss(4, shifted, teacher).dataSync()[0]).toBeCloseTo(value, 5);
    expect(loss(4, student, tf.sub(teacher, 11)).dataSync()[0]).toBeCloseTo(value, 5);
  });

  it("tends to the matching of logits for high temperatures", () => {
    const centred = (logits: tf.Tensor) => tf.sub(logits, tf.mean(logits, 1, true));
    const [student, teacher] = [fakeTensor([3, 5], 1), fakeTensor([3, 5], 2)];
    const gradient = tf.grad((logits) => loss(1000, logits, teacher))(student);
    const limit = tf.div(tf.sub(centred(student), centred(teacher)), 5 * 3);
    expect(tf.max(tf.abs(tf.sub(gradient, limit))).dataSync()[0]).toBeLessThan(1e-3 * tf.max(limit).dataSync()[0]!);
  });

  it("measures the teacher's entropy against a student that knows nothing: KL = ln classes − entropy", () => {
    for (const example of goldenCases("temperature").values()) {
      const temperature = Number(example.options.temperature);
      const rows = example.student as number[][];
      rows.forEach((logits, i) => {
        const teacher = tf.tensor2d([logits]);
        const kl = tf.div(loss(temperature, tf.zerosLike(teacher), teacher), temperature ** 2).dataSync()[0]!;
        expect(kl).toBeCloseTo(Math.log(logits.length) - (example.extra!.entropy as number[])[i]!, 5);
      });
    }
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses the temperature %d", (temperature) => {
    expect(() => softTargets({ temperature })).toThrow(
      new RangeError(`softTargets: temperature ${temperature} was given; a finite number above 0 is accepted`),
    );
  });
});

const softmax = (logits: readonly number[]): number[] => {
  const powers = logits.map(Math.exp);
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
};
const entropy = (probabilities: readonly number[]): number =>
  -probabilities.reduce((sum, p) => sum + p * Math.log(p), 0);
