import { describe, expect, it } from "vitest";
import { attentionMap, attentionTransfer } from "../../lib/losses/attention-transfer";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, pairLoss } from "./fake-views";
import { gradientError } from "./finite-differences";
import { expectGolden, goldenCases, tensorOf } from "./golden-case";

type Options = Parameters<typeof attentionTransfer>[1];
const loss = (student: tf.Tensor, teacher: tf.Tensor, options: Options = {}): tf.Scalar =>
  pairLoss(attentionTransfer([["x", "x"]], options), student, teacher);
const value = (...given: Parameters<typeof loss>): number => loss(...given).dataSync()[0]!;

const golden = goldenCases("attention-transfer");
/** RepDistiller takes F^p without |·|, an error for odd p where a feature is negative: below, against what is right. */
const mistaken = "c-odd-power-p1-without-absolute-value";

const all: readonly NonNullable<Options>[] = [
  {},
  { power: 1 },
  { power: 3, variant: "paper" },
  { channels: "max" },
  { channels: "max", power: 1, variant: "paper" },
];
const [student, teacher] = [fakeTensor([2, 4, 4, 3], 1), fakeTensor([2, 4, 4, 5], 2)];

describe("attentionTransfer", () => {
  it.each([...golden.keys()].filter((name) => name !== mistaken))(
    "has the value and gradient of the golden case %s",
    (name) => {
      const example = golden.get(name)!;
      const variant = String(example.options.reduction).startsWith("L2") ? "paper" : "reference";
      const options = { power: Number(example.options.p), variant } as const;
      expectGolden(example, (map) => loss(map, tensorOf(example.teacher!), options));
    },
  );

  it("takes the absolute value where RepDistiller forgets it", () => {
    const example = golden.get(mistaken)!;
    const [s, t] = [tensorOf(example.student), tensorOf(example.teacher!)];
    // Σ|F| of both nets by another road: F on features made positive, where RepDistiller is right
    expect(value(s, t, { power: 1 })).toBeCloseTo(value(tf.abs(s), tf.abs(t), { power: 1 }), 6);
    expect(value(s, t, { power: 1 })).toBeCloseTo(0.04, 4); // computed from the paper's equation, in float64
    expect(example.loss).toBeCloseTo(0.1803, 4);
  });

  it("compares by hand: two places", () => {
    // Σ F²: [9, 16] → [3, 4] squares: 9 and 16 of length √337; teacher [1, 0]
    const s = tf.tensor4d([3, 0, 0, 4], [1, 1, 2, 2]);
    const t = tf.tensor4d([2, 0], [1, 1, 2, 1]);
    const [a, b] = [9 / Math.sqrt(337) - 1, 16 / Math.sqrt(337)];
    expect(value(s, t)).toBeCloseTo((a ** 2 + b ** 2) / 2, 6);
    expect(value(s, t, { variant: "paper" })).toBeCloseTo(Math.hypot(a, b), 6);
    // max |F|: [3, 4] of length 5
    expect(value(s, t, { channels: "max", power: 1 })).toBeCloseTo((0.4 ** 2 + 0.8 ** 2) / 2, 6);
  });

  it.each(all)("has the gradient of finite differences, %j", (options) => {
    // far from 0 and from ties, where |F| and the largest have no derivative
    const at = tf.add(tf.mul(tf.range(0, 96), 0.37), 1);
    const away = tf.mul(tf.reshape(tf.mod(at, 2.3), [2, 4, 4, 3]), tf.where(tf.greater(student, 0), 1, -1));
    const map = tf.add(away, tf.mul(tf.sign(away), 0.3));
    expect(gradientError((x) => loss(x, teacher, options), map, 0.02)).toBeLessThan(1e-2);
  });

  it.each(all)("does not know the scale, the sign and the order of the channels, %j", (options) => {
    const order = tf.tensor1d([2, 0, 1], "int32");
    const other = tf.mul(tf.gather(student, order, 3), tf.tensor4d([-0.25, 3], [2, 1, 1, 1]));
    expect(value(other, student, options)).toBeCloseTo(0, 5);
    expect(value(other, teacher, options)).toBeCloseTo(value(student, teacher, options), 5);
  });

  it("averages the larger map", () => {
    const small = tf.avgPool(student as tf.Tensor4D, 2, 2, "valid");
    const other = fakeTensor([2, 2, 2, 5], 3);
    expect(value(student, other)).toBeCloseTo(value(small, other), 6);
    expect(value(other, student)).toBeCloseTo(value(other, small), 6);
  });

  it.each(all)("has a finite value and gradient where both maps are 0, %j", (options) => {
    const zero = tf.zeros([2, 2, 2, 3]);
    const { value: at, grad } = tf.valueAndGrad((map) => loss(map, zero, options))(zero);
    expect(at.dataSync()[0]).toBe(0);
    expect([...grad.dataSync()].map(Math.abs)).toEqual(Array(24).fill(0));
  });

  it.each([
    [{ power: 0.5 }, "power 0.5 was given; a finite number from 1 is accepted"],
    [{ power: Number.NaN }, "power NaN was given; a finite number from 1 is accepted"],
    [{ channels: "mean" as "max" }, 'channels "mean" was given; sum and max are accepted'],
    [{ variant: "code" as "paper" }, 'variant "code" was given; reference and paper are accepted'],
  ])("refuses %j", (options, message) => {
    expect(() => loss(student, teacher, options)).toThrow(new RangeError(`attentionTransfer: ${message}`));
  });

  it("refuses vectors, naming both shapes", () => {
    expect(() => loss(fakeTensor([2, 3], 1), teacher)).toThrow(
      "attentionTransfer: a student feature [3] with a teacher feature [4, 4, 5] was given;",
    );
  });
});

describe("attentionMap", () => {
  it("adds up or takes the largest of |F|^p over the channels, by hand", () => {
    const feature = tf.tensor4d([1, -3, 2, 0], [1, 1, 2, 2]);
    expect(attentionMap(feature).arraySync()).toEqual([[[10, 4]]]);
    expect(attentionMap(feature, { power: 1 }).arraySync()).toEqual([[[4, 2]]]);
    expect(attentionMap(feature, { channels: "max" }).arraySync()).toEqual([[[9, 4]]]);
  });
});
