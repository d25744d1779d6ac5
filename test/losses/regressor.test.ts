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

  it("starts uniform in ±√(6 / (inputs + outputs)), the same for the same seed, name and pair and for no other", () => {
    const start = (given: Partial<typeof options>) =>
      values(regressor([[200], [100]], { ...options, ...given }).variables[0]!);
    const weights = start({});
    const limit = Math.sqrt(6 / 300);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(limit);
    const variance = weights.reduce((sum, weight) => sum + weight ** 2, 0) / weights.length;
    expect(variance / (limit ** 2 / 3)).toBeGreaterThan(0.97); // of a uniform distribution; 5 standard errors are 3 %
    expect(variance / (limit ** 2 / 3)).toBeLessThan(1.03);
    expect(start({})).toEqual(weights);
    for (const other of [{ seed: 8 }, { name: "other" }, { pair: 1 }]) expect(start(other)).not.toEqual(weights);
  });

  const refused: readonly Shapes[] = [
    [
      [4, 4, 8],
      [3, 3, 8],
    ],
    [
      [4, 2, 8],
      [2, 4, 8],
    ],
    [[16], [4, 4, 8]],
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
});
