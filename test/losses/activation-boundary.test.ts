import { describe, expect, it } from "vitest";
import { type ActivationBoundaryOptions, activationBoundary } from "../../lib/losses/activation-boundary";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, featureViews, pairLoss } from "./fake-views";
import { gradientError } from "./finite-differences";
import { deviation, expectGolden, goldenCases, tensorOf } from "./golden-case";

type Options = Partial<ActivationBoundaryOptions>;
const pairs = [["x", "x"]] as const;
const loss = (student: tf.Tensor, teacher: tf.Tensor, options: Options = {}): tf.Scalar =>
  pairLoss(activationBoundary(pairs, { seed: 1, ...options }), student, teacher);
const value = (...given: Parameters<typeof loss>): number => loss(...given).dataSync()[0]!;

const golden = goldenCases("activation-boundary");
/** Of a method of its own: in sparsity-pattern.test.ts. */
const ofSparsityPattern = ["a-sparsity-pattern-tiny", "c-sparsity-pattern-zeros"];
const withConnector = "a-with-connector-1x1-bn";
const own = [...golden.keys()].filter((name) => ![...ofSparsityPattern, withConnector].includes(name));
const [student, teacher] = [fakeTensor([2, 4, 4, 3], 1), fakeTensor([2, 4, 4, 3], 2)];

describe("activationBoundary", () => {
  it.each(own)("has the value and gradient of the golden case %s", (name) => {
    const example = golden.get(name)!;
    const variant = example.variant === "paper" ? "paper" : "reference";
    const options = { margin: Number(example.options.margin), variant } as const;
    expectGolden(example, (map) => loss(map, tensorOf(example.teacher!), options));
  });

  it(`has the value and the gradients of the golden case ${withConnector}, those of the weights too`, () => {
    const example = golden.get(withConnector)!;
    const { parameters, gradParameters } = example.extra!;
    const teacher = tensorOf(example.teacher!);
    const { loss, variables } = activationBoundary(pairs, { seed: 1 }).bind([
      [
        [3, 3, 2],
        [3, 3, 3],
      ],
    ]);
    const names = ["kernel", "gamma", "beta"];
    expect(variables).toHaveLength(names.length);
    for (const [i, name] of names.entries()) variables[i]!.assign(tensorOf(parameters![name]!));
    expectGolden(example, (map) => loss(featureViews(map, teacher)));
    const { grads } = tf.variableGrads(() => loss(featureViews(tensorOf(example.student), teacher)), [...variables]);
    for (const [i, name] of names.entries()) {
      expect(deviation(grads[variables[i]!.name]!, gradParameters![name]!)).toBeLessThan(1e-5);
    }
    // RepDistiller's bias, which ours lacks, has no gradient before batch normalisation
    expect(Math.max(...(gradParameters!.bias as number[]).map(Math.abs))).toBeLessThan(1e-12);
  });

  it("charges what is on the wrong side of the margin, by hand", () => {
    // active in the teacher: 0.4 lacks 0.6, 2 nothing; inactive: −0.5 is 0.5 too high, 1 is 2 too high
    const s = tf.tensor2d([
      [0.4, 2],
      [-0.5, 1],
    ]);
    const t = tf.tensor2d([
      [3, 0.1],
      [0, -7],
    ]);
    const sum = 0.6 ** 2 + 0.5 ** 2 + 2 ** 2;
    expect(value(s, t, { variant: "paper" })).toBeCloseTo(sum / 2, 6);
    expect(value(s, t)).toBeCloseTo((sum / 2) * 0.003, 6);
  });

  it("halves the weight from pair to pair, upwards from the deepest", () => {
    const one = pairLoss(activationBoundary(pairs, { seed: 1 }), student, teacher).dataSync()[0]!;
    const shape = [4, 4, 3];
    const three = activationBoundary([...pairs, ...pairs, ...pairs], { seed: 1 });
    const bound = three.bind([
      [shape, shape],
      [shape, shape],
      [shape, shape],
    ]);
    expect(bound.loss(featureViews(student, teacher)).dataSync()[0]).toBeCloseTo(1.75 * one, 5);
  });

  it.each<Options>([{}, { variant: "paper", margin: 0.5 }])("has the gradient of finite differences, %j", (options) => {
    const small = tf.mul(student, 0.6);
    expect(gradientError((map) => loss(map, teacher, options), small, 0.02)).toBeLessThan(1e-2);
  });

  it("sees of the teacher which units are active, and nothing else", () => {
    expect(value(student, tf.mul(teacher, 100))).toBe(value(student, teacher));
    expect(value(student, tf.sign(teacher))).toBe(value(student, teacher));
  });

  it("is 0 where the student is far enough on the teacher's side, and moves to it from 0", () => {
    expect(value(tf.mul(tf.sign(teacher), 1.01), teacher)).toBe(0);
    const gradient = tf.grad((map) => loss(map, teacher))(tf.zerosLike(teacher));
    expect([...tf.sign(gradient).dataSync()]).toEqual([...tf.neg(tf.sign(teacher)).dataSync()]);
  });

  it("averages the larger map", () => {
    const small = tf.avgPool(student as tf.Tensor4D, 2, 2, "valid");
    const other = fakeTensor([2, 2, 2, 3], 3);
    expect(value(student, other)).toBeCloseTo(value(small, other), 6);
    expect(value(other, student)).toBeCloseTo(value(other, small), 6);
  });

  it("puts connectors where widths differ, or everywhere", () => {
    const made = (shape: readonly number[], options: Options = {}) =>
      activationBoundary(pairs, { seed: 1, ...options }).bind([[shape, [4, 4, 3]]]).variables;
    expect(made([4, 4, 3])).toHaveLength(0);
    expect(made([2, 2, 5]).map(({ shape }) => shape)).toEqual([[1, 1, 5, 3], [3], [3]]);
    expect(made([4, 4, 3], { alwaysConnect: true }).map(({ shape }) => shape)).toEqual([[1, 1, 3, 3], [3], [3]]);
  });

  it.each([
    [{ margin: 0 }, "margin 0 was given; a finite number above 0 is accepted"],
    [{ variant: "mean" as "paper" }, 'variant "mean" was given; reference and paper are accepted'],
  ])("refuses %j", (options, message) => {
    expect(() => loss(student, teacher, options)).toThrow(new RangeError(`activationBoundary: ${message}`));
  });

  it("refuses a vector with a map, naming both shapes", () => {
    expect(() => loss(fakeTensor([2, 3], 1), teacher)).toThrow(
      "activationBoundary: a student feature [3] with a teacher feature [4, 4, 3] was given;",
    );
  });
});
