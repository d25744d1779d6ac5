import { describe, expect, it } from "vitest";
import { type NeuronSelectivityOptions, neuronSelectivity } from "../../lib/losses/neuron-selectivity";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, pairLoss } from "./fake-views";
import { gradientError } from "./finite-differences";
import { expectGolden, type GoldenCase, goldenCases, tensorOf } from "./golden-case";

const loss = (student: tf.Tensor, teacher: tf.Tensor, options: NeuronSelectivityOptions = {}): tf.Scalar =>
  pairLoss(neuronSelectivity([["x", "x"]], options), student, teacher);
const value = (...given: Parameters<typeof loss>): number => loss(...given).dataSync()[0]!;

const golden = goldenCases("neuron-selectivity");
const optionsOf = ({ options }: GoldenCase): NeuronSelectivityOptions => ({
  kernel: options.kernel as "polynomial",
  ...(options.kernel === "polynomial" ? { degree: Number(options.degree), offset: Number(options.c) } : {}),
});

const all: readonly NeuronSelectivityOptions[] = [
  {},
  { kernel: "linear" },
  { kernel: "gaussian" },
  { kernel: "polynomial", degree: 3, offset: 0.5 },
];
const [student, teacher] = [fakeTensor([2, 4, 4, 3], 1), fakeTensor([2, 4, 4, 5], 2)];

describe("neuronSelectivity", () => {
  it.each([...golden.keys()])("has the value and gradient of the golden case %s", (name) => {
    const example = golden.get(name)!;
    expectGolden(example, (map) => loss(map, tensorOf(example.teacher!), optionsOf(example)));
  });

  it("compares by hand: two places, one channel against two", () => {
    // s = [1, 0]; t = [0, 1] and [1, 0]: mean k(t, t′) + k(s, s) − 2 · mean k(s, t) = 1/2 + 1 − 1
    const s = tf.tensor4d([5, 0], [1, 1, 2, 1]);
    const t = tf.tensor4d([0, 3, 2, 0], [1, 1, 2, 2]); // by place: [0, 3], [2, 0]
    expect(value(s, t)).toBeCloseTo(0.5, 6);
    expect(value(s, t, { kernel: "linear" })).toBeCloseTo(0.5, 6); // ‖[1, 0] − [½, ½]‖²
    // (xᵀy + 1)²: 1 or 4; (4 + 1 + 1 + 4) / 4 + 4 − (1 + 4)
    expect(value(s, t, { offset: 1 })).toBeCloseTo(1.5, 6);
    // squared distances 2 and 0 between s and t: σ² = 1; e^(−½ · 2) = e⁻¹; (2 + 2 / e) / 4 + 1 − (1 / e + 1)
    expect(value(s, t, { kernel: "gaussian" })).toBeCloseTo(0.5 - 0.5 / Math.E, 6);
  });

  const smooth = all.filter(({ kernel }) => kernel !== "gaussian"); // its σ² moves but has no gradient: see the golden case
  it.each(smooth)("has the gradient of finite differences, %j", (options) => {
    expect(gradientError((map) => loss(map, teacher, options), student)).toBeLessThan(3e-3);
  });

  it.each(all)("is 0 for equal maps, and for channels in another order or of another scale, %j", (options) => {
    const turned = tf.mul(tf.gather(student, tf.tensor1d([2, 0, 1], "int32"), 3), tf.tensor1d([3, 0.5, 7]));
    for (const same of [student, turned]) expect(value(same, student, options)).toBeCloseTo(0, 5);
  });

  it.each(all)("does not change when the places of both nets change in the same way, %j", (options) => {
    const turned = (map: tf.Tensor) => tf.transpose(tf.reverse(map, [1]), [0, 2, 1, 3]);
    expect(value(turned(student), turned(teacher), options)).toBeCloseTo(value(student, teacher, options), 5);
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
    expect(at.dataSync()[0]).toBeCloseTo(0, 6);
    expect([...grad.dataSync()].map(Math.abs)).toEqual(Array(24).fill(0));
  });

  it.each([
    [{ degree: 1.5 }, "degree 1.5 was given; a whole number from 1 is accepted"],
    [{ degree: 0 }, "degree 0 was given; a whole number from 1 is accepted"],
    [{ offset: -1 }, "offset -1 was given; a finite number from 0 is accepted"],
    [{ kernel: "cosine" as "linear" }, 'kernel "cosine" was given; linear and polynomial and gaussian are accepted'],
  ])("refuses %j", (options, message) => {
    expect(() => loss(student, teacher, options)).toThrow(new RangeError(`neuronSelectivity: ${message}`));
  });

  it("refuses vectors, naming both shapes", () => {
    expect(() => loss(fakeTensor([2, 3], 1), teacher)).toThrow(
      "neuronSelectivity: a student feature [3] with a teacher feature [4, 4, 5] was given;",
    );
  });
});
