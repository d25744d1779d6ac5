import { describe, expect, it } from "vitest";
import { type RelationalOptions, relational } from "../../lib/losses/relational";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, pairLoss } from "./fake-views";
import { gradientError } from "./finite-differences";
import { expectGolden, expectLoss, type GoldenCase, goldenCases, tensorOf } from "./golden-case";

const loss = (student: tf.Tensor, teacher: tf.Tensor, options: RelationalOptions = {}): tf.Scalar =>
  pairLoss(relational([["x", "x"]], options), student, teacher);
const value = (...given: Parameters<typeof loss>): number => loss(...given).dataSync()[0]!;

const golden = goldenCases("rkd");
/** At two equal rows that code's gradient is 3e10: the value alone is compared, and ours is tried below. */
const withoutGradient = "c-duplicate-student-rows-angle";

const optionsOf = ({ options, variant }: GoldenCase): RelationalOptions => ({
  ...(options.part === "distance" ? { distance: 1, angle: 0 } : {}),
  ...(options.part === "angle" ? { distance: 0, angle: 1 } : {}),
  ...(options.part === "both" ? { distance: Number(options.distanceWeight), angle: Number(options.angleWeight) } : {}),
  variant: variant === "paper" ? "paper" : "reference",
});

const parts: readonly RelationalOptions[] = [
  {},
  { distance: 0, angle: 1 },
  { distance: 1, angle: 0, variant: "paper" },
];
const [student, teacher] = [fakeTensor([5, 3], 1), fakeTensor([5, 4], 2)];

describe("relational", () => {
  it.each([...golden.keys()].filter((name) => name !== withoutGradient))(
    "has the value and gradient of the golden case %s",
    (name) => {
      const example = golden.get(name)!;
      expectGolden(example, (rows) => loss(rows, tensorOf(example.teacher!), optionsOf(example)));
    },
  );

  it(`has the value of the golden case ${withoutGradient}, and a gradient of moderate size`, () => {
    const example = golden.get(withoutGradient)!;
    const s = tensorOf(example.student);
    const { value: at, grad } = tf.valueAndGrad((rows) => loss(rows, tensorOf(example.teacher!), optionsOf(example)))(
      s,
    );
    expectLoss(at, example);
    expect(tf.max(tf.abs(grad)).dataSync()[0]).toBeLessThan(1);
  });

  it("compares distances by hand: a line of three", () => {
    // 0, 1, 3: distances 1, 3, 2 of mean 2; 0, 1, 2: 1, 2, 1 of mean 4/3; Huber: half squares, each pair twice, of nine
    const s = tf.tensor2d([[0], [1], [3]]);
    const t = tf.tensor2d([[0], [1], [2]]);
    const squares = [1 / 2 - 3 / 4, 3 / 2 - 3 / 2, 2 / 2 - 3 / 4].reduce((sum, d) => sum + d ** 2, 0);
    expect(value(s, t, { distance: 1, angle: 0 })).toBeCloseTo((2 * squares) / 2 / 9, 6);
    expect(value(s, t, { distance: 1, angle: 0, variant: "paper" })).toBeCloseTo(squares, 6);
  });

  it("compares angles by hand: a right corner against a line", () => {
    // corners of a triangle with a right angle at 0 and of 45° at the others, against 0 °, 180 ° and 0 ° of a line
    const s = tf.tensor2d([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    const t = tf.tensor2d([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
    const half = Math.SQRT1_2;
    const hubers = [(0 - 1) ** 2 / 2, half - -1 - 0.5, (half - 1) ** 2 / 2]; // the second is linear: 1.7 > 1
    const sum = 2 * hubers.reduce((total, each) => total + each, 0); // (i, j, k) and (i, k, j)
    expect(value(s, t, { distance: 0, angle: 1 })).toBeCloseTo(sum / 27, 6);
    expect(value(s, t, { distance: 0, angle: 1, variant: "paper" })).toBeCloseTo(sum, 5);
  });

  it.each(parts)("has the gradient of finite differences, %j", (options) => {
    expect(gradientError((rows) => loss(rows, teacher, options), student, 0.02)).toBeLessThan(1e-2);
  });

  it.each(parts)("does not know scale, place, rotation and the order of the batch, %j", (options) => {
    const angle = 0.7;
    const rotation = tf.tensor2d([
      [Math.cos(angle), Math.sin(angle), 0],
      [-Math.sin(angle), Math.cos(angle), 0],
      [0, 0, -1],
    ]);
    const moved = tf.add(tf.mul(tf.matMul(student as tf.Tensor2D, rotation), 3), tf.tensor1d([1, -2, 0.5]));
    expect(value(moved, student, options)).toBeCloseTo(0, 4);
    expect(value(moved, teacher, options)).toBeCloseTo(value(student, teacher, options), 3);
    const order = tf.tensor1d([3, 0, 4, 1, 2], "int32");
    const shuffled = value(tf.gather(student, order), tf.gather(teacher, order), options);
    expect(shuffled).toBeCloseTo(value(student, teacher, options), 4);
  });

  it("takes maps as vectors", () => {
    const map = tf.reshape(fakeTensor([3, 8], 1), [3, 2, 2, 2]);
    expect(value(map, fakeTensor([3, 4], 2))).toBeCloseTo(value(fakeTensor([3, 8], 1), fakeTensor([3, 4], 2)), 5);
  });

  it.each(parts)(
    "has a finite value and the gradient 0 where all rows are equal, and for one example, %j",
    (options) => {
      for (const rows of [tf.zeros([4, 3]), tf.ones([4, 3]), fakeTensor([1, 3], 1)]) {
        const { value: at, grad } = tf.valueAndGrad((x) => loss(x, rows, options))(rows);
        expect(at.dataSync()[0]).toBe(0);
        expect([...grad.dataSync()].map(Math.abs)).toEqual(Array(rows.size).fill(0));
      }
    },
  );

  it.each([
    [{ distance: -1 }, "distance -1 was given; a finite number from 0 is accepted"],
    [{ angle: Number.NaN }, "angle NaN was given; a finite number from 0 is accepted"],
    [{ distance: 0, angle: 0 }, "distance 0 and angle 0 were given; one above 0 is accepted"],
    [{ variant: "sum" as "paper" }, 'variant "sum" was given; reference and paper are accepted'],
  ])("refuses %j", (options, message) => {
    expect(() => loss(student, teacher, options)).toThrow(new RangeError(`relational: ${message}`));
  });
});
