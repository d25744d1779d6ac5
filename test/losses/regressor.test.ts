import { describe, expect, it } from "vitest";
import { regressor } from "../../lib/losses/regressor";
import type { Shapes } from "../../lib/losses/term";
import * as tf from "../../lib/tensors/tf";

const options = { name: "hint", pair: 0, seed: 7 };
const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

describe("regressor", () => {
  it("maps vectors by one matrix and leaves the teacher's alone", () => {
    const { apply, variables } = regressor([[2], [3]], options);
    variables[0]!.assign(
      tf.tensor2d([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    );
    const teacher = tf.tensor2d([[7, 8, 9]]);
    const [student, unchanged] = apply(tf.tensor2d([[1, 10]]), teacher);
    expect(values(student)).toEqual([41, 52, 63]);
    expect(unchanged).toBe(teacher);
  });

  it("maps each position of a map by one matrix, and averages a larger student", () => {
    const { apply, variables } = regressor(
      [
        [2, 4, 1],
        [1, 2, 2],
      ],
      options,
    );
    variables[0]!.assign(tf.tensor4d([[[[1, -1]]]]));
    const [student] = apply(tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 4, 1]), tf.zeros([1, 1, 2, 2]));
    expect(student.shape).toEqual([1, 1, 2, 2]);
    expect(values(student)).toEqual([3.5, -3.5, 5.5, -5.5]); // means of 1 2 5 6 and of 3 4 7 8
  });

  it("averages a larger teacher", () => {
    const { apply } = regressor(
      [
        [1, 1, 2],
        [2, 2, 1],
      ],
      options,
    );
    const [student, teacher] = apply(tf.zeros([1, 1, 1, 2]), tf.tensor4d([1, 2, 3, 6], [1, 2, 2, 1]));
    expect(student.shape).toEqual(teacher.shape);
    expect(values(teacher)).toEqual([3]);
  });

  it("averages along each axis for itself where sizes are in no whole ratio", () => {
    const shapes: Shapes = [
      [4, 2, 3],
      [3, 4, 5],
    ];
    const [student, teacher] = regressor(shapes, options).apply(tf.ones([2, 4, 2, 3]), tf.ones([2, 3, 4, 5]));
    expect([student.shape, teacher.shape]).toEqual([
      [2, 3, 2, 5],
      [2, 3, 2, 5],
    ]);
  });

  it("convolves by a kernel as large as the maps differ, as in the paper", () => {
    const shapes: Shapes = [
      [2, 3, 1],
      [1, 2, 1],
    ];
    const { apply, variables } = regressor(shapes, { ...options, sizes: "convolve" });
    expect(variables.map(({ shape }) => shape)).toEqual([[2, 2, 1, 1]]);
    variables[0]!.assign(tf.tensor4d([1, 10, 100, 1000], [2, 2, 1, 1]));
    const [student] = apply(tf.tensor4d([1, 2, 3, 4, 5, 6], [1, 2, 3, 1]), tf.zeros([1, 1, 2, 1]));
    expect(values(student)).toEqual([5421, 6532]);
  });

  it("adds bias, batch normalisation and relu, in this order, by hand", () => {
    const form = { bias: true, batchNorm: true, relu: true };
    const { apply, variables } = regressor([[1], [1]], { ...options, ...form });
    const [weights, bias, gamma, beta] = variables as [tf.Variable, tf.Variable, tf.Variable, tf.Variable];
    expect([bias, gamma, beta].map(values)).toEqual([[0], [1], [0]]);
    [weights, bias, gamma, beta].forEach((variable, i) => {
      variable.assign(tf.fill(variable.shape, [2, 7, 3, 1][i]!));
    });
    // 2 · [1, 3] + 7 → [9, 13] → ∓1 / √(1 + 1e-5 / 4) → 3 · that + 1, of which the first is negative
    const [student] = apply(tf.tensor2d([[1], [3]]), tf.zeros([2, 1]));
    expect(values(student)[0]).toBe(0);
    expect(values(student)[1]).toBeCloseTo(4, 4);
  });

  const refused: readonly Shapes[] = [
    [[16], [4, 4, 8]],
    [[4, 4, 8], [8]],
    [
      [4, 8],
      [4, 8],
    ],
  ];
  it.each(refused)("refuses the shapes %j and %j, naming both", (student, teacher) => {
    const { numTensors } = tf.memory();
    const bind = () => regressor([student, teacher], options);
    expect(bind).toThrow(RangeError);
    expect(bind).toThrow(
      `hint: a student feature [${student.join(", ")}] with a teacher feature [${teacher.join(", ")}] was given;`,
    );
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it("refuses to convolve a smaller map", () => {
    const shapes: Shapes = [
      [2, 4, 8],
      [3, 3, 8],
    ];
    expect(() => regressor(shapes, { ...options, sizes: "convolve" })).toThrow(
      new RangeError(
        "hint: a student feature [2, 4, 8] with a teacher feature [3, 3, 8] was given; two vectors [units] are accepted, " +
          "and two maps [height, width, channels], the student's nowhere smaller, as the sizes are to be convolved",
      ),
    );
    expect(() => regressor(shapes, { ...options, sizes: "crop" as "average" })).toThrow(
      new RangeError('hint: regressor.sizes "crop" was given; average and convolve are accepted'),
    );
  });
});
