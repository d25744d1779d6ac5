import { describe, expect, it } from "vitest";
import { sparsityPattern } from "../../lib/losses/sparsity-pattern";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, pairLoss } from "./fake-views";
import { goldenCases, tensorOf } from "./golden-case";

const value = (student: tf.Tensor, teacher: tf.Tensor, variant?: "paper" | "reference"): number =>
  pairLoss(sparsityPattern([["x", "x"]], variant === undefined ? {} : { variant }), student, teacher).dataSync()[0]!;

const golden = [...goldenCases("activation-boundary").values()].filter(({ name }) => name.includes("sparsity-pattern"));
const [student, teacher] = [fakeTensor([2, 3, 3, 4], 1), fakeTensor([2, 3, 3, 4], 2)];

describe("sparsityPattern", () => {
  it.each(golden)("has the value of the golden case $name, and its share of units", (example) => {
    const [s, t] = [tensorOf(example.student), tensorOf(example.teacher!)];
    expect(value(s, t)).toBe(example.loss);
    expect(value(s, t, "reference")).toBe(example.extra!.fractionOfUnitsThatDiffer);
  });

  it("is there for every golden case of its own", () => {
    expect(golden.map(({ name }) => name)).toEqual(["a-sparsity-pattern-tiny", "c-sparsity-pattern-zeros"]);
  });

  it("is the same before and behind the relu, 0 against itself, and all units against the opposite", () => {
    expect(value(tf.relu(student), tf.relu(teacher))).toBe(value(student, teacher));
    expect(value(student, tf.mul(student, 3))).toBe(0);
    expect(value(student, tf.neg(student))).toBe(36);
    expect(value(student, tf.neg(student), "reference")).toBe(1);
  });

  it("has the gradient 0 everywhere", () => {
    const term = sparsityPattern([["x", "x"]]);
    const gradient = tf.grad((map) => pairLoss(term, map, teacher))(student);
    expect([...gradient.dataSync()].map(Math.abs)).toEqual(Array(student.size).fill(0));
  });

  it("refuses features of two shapes, naming both, and a variant that it does not know", () => {
    expect(() => value(student, fakeTensor([2, 3, 3, 5], 1))).toThrow(
      new RangeError(
        "sparsityPattern: a student feature [3, 3, 4] with a teacher feature [3, 3, 5] was given; two of one shape are " +
          "accepted",
      ),
    );
    expect(() => value(student, teacher, "mean" as "paper")).toThrow(
      new RangeError('sparsityPattern: variant "mean" was given; paper and reference are accepted'),
    );
  });
});
