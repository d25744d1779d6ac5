import { describe, expect, it } from "vitest";
import { flowMatrix, flowOfSolution } from "../../lib/losses/flow-of-solution";
import type { Shapes, Views } from "../../lib/losses/term";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, logitViews } from "./fake-views";
import { gradientError } from "./finite-differences";
import { deviation, expectLoss, type GoldenCase, goldenCases, type Nested, tensorOf } from "./golden-case";

type Variant = "paper" | "reference";
type Maps = readonly tf.Tensor[];
type Tap = "0" | "1" | "2";

/** The loss over lists of maps, tapped under their positions. */
function loss(student: Maps, teacher: Maps, variant?: Variant): tf.Scalar {
  const pairs = student.map((_, i) => [String(i), String(i)] as [Tap, Tap]);
  const shapes = student.map((map, i): Shapes => [map.shape.slice(1), teacher[i]!.shape.slice(1)]);
  const features = (maps: Maps) => Object.fromEntries(maps.map((map, i) => [String(i), map])) as Record<Tap, tf.Tensor>;
  const views = logitViews({ student: tf.zeros([student[0]!.shape[0]!, 3]) });
  return flowOfSolution(pairs, variant === undefined ? {} : { variant })
    .bind(shapes)
    .loss({
      ...views,
      student: { ...views.student, features: features(student) },
      teacher: { ...views.teacher, features: features(teacher) },
    } satisfies Views<Tap, Tap>);
}
const value = (...given: Parameters<typeof loss>): number => loss(...given).dataSync()[0]!;

const golden = goldenCases("fsp");
const mapsOf = (lists: Nested): Maps => (lists as readonly Nested[]).map(tensorOf);
const variantOf = ({ variant }: GoldenCase): Variant => (variant === "paper" ? "paper" : "reference");
const largest = (lists: Nested): number =>
  typeof lists === "number" ? Math.abs(lists) : Math.max(...lists.map(largest));

const net = (seed: number, deep = 2): Maps => [
  fakeTensor([2, 4, 4, 3], seed),
  fakeTensor([2, 4, 4, 2], seed + 1),
  fakeTensor([2, deep, deep, 5], seed + 2),
];
const variants = ["reference", "paper"] as const;

describe("flowOfSolution", () => {
  it.each([...golden.keys()])("has the value and the gradients of the golden case %s", (name) => {
    const example = golden.get(name)!;
    const [student, teacher] = [mapsOf(example.student), mapsOf(example.teacher!)];
    expectLoss(loss(student, teacher, variantOf(example)), example);
    const gradients = tf.grads((...maps: tf.Tensor[]) => loss(maps, teacher, variantOf(example)))([...student]);
    const bound = example.tolerance.gradOfMax * (example.tolerance.gradIsAbsolute ? 1 : largest(example.grad));
    for (const [i, gradient] of gradients.entries()) {
      expect(deviation(gradient, (example.grad as readonly Nested[])[i]!)).toBeLessThanOrEqual(bound);
    }
  });

  it("adds up the flows between neighbours, by hand", () => {
    // one place, one channel: the flows of 2, 3, 5 are 6 and 15, those of 1, 1, 1 are 1 and 1
    const maps = (...numbers: number[]): Maps => numbers.map((number) => tf.tensor4d([number], [1, 1, 1, 1]));
    for (const variant of variants) expect(value(maps(2, 3, 5), maps(1, 1, 1), variant)).toBe(5 ** 2 + 14 ** 2);
  });

  it.each(variants)("has the gradients of finite differences, %s", (variant) => {
    const [student, teacher] = [net(1), net(11)];
    for (const i of student.keys()) {
      const at = (map: tf.Tensor) => loss(student.with(i, map), teacher, variant);
      expect(gradientError(at, student[i]!, 0.01)).toBeLessThan(1e-2);
    }
  });

  it.each(variants)("is 0 for equal nets, and for places that all changed in the same way, %s", (variant) => {
    const turned = net(1).map((map) => tf.transpose(tf.reverse(map, [1]), [0, 2, 1, 3]));
    expect(value(net(1), net(1), variant)).toBe(0);
    expect(value(turned, net(1), variant)).toBeCloseTo(0, 6);
  });

  it.each(variants)("has a finite value and the gradient 0 where the student's maps are 0, %s", (variant) => {
    const zeros = net(1).map(tf.zerosLike);
    const gradients = tf.grads((...maps: tf.Tensor[]) => loss(maps, net(11), variant))(zeros);
    expect(Number.isFinite(value(zeros, net(11), variant))).toBe(true);
    for (const gradient of gradients) expect(tf.max(tf.abs(gradient)).dataSync()[0]).toBe(0);
  });

  it("takes nets whose maps differ in size, from each other too", () => {
    expect(value(net(1), net(11, 3))).toBeGreaterThan(0);
    expect(value(net(1), net(11, 1), "paper")).toBeGreaterThan(0);
  });

  it("refuses other widths and what is no map, naming both shapes", () => {
    const wider = [...net(11).slice(0, 2), fakeTensor([2, 2, 2, 6], 3)];
    expect(() => value(net(1), wider)).toThrow(
      new RangeError(
        "flowOfSolution: a student feature [2, 2, 5] with a teacher feature [2, 2, 6] was given; two maps [height, " +
          "width, channels] of the same number of channels are accepted",
      ),
    );
    expect(() => value(net(1), [...net(11).slice(0, 2), fakeTensor([2, 5], 3)])).toThrow("with a teacher feature [5]");
  });

  it("refuses to max-pool where no window fits, before the first step", () => {
    expect(() => value(net(1), net(11, 3), "paper")).toThrow(
      "flowOfSolution: a feature [4, 4, 2] followed by one [3, 3, 5] was given; to be max-pooled, maps are accepted",
    );
  });

  it("refuses one pair, shapes that are not one per pair, and a variant that it does not know", () => {
    expect(() => flowOfSolution([["x", "x"]])).toThrow(
      new RangeError("flowOfSolution: pairs of taps, 1, were given; two or more are accepted"),
    );
    const pairs = [
      ["x", "x"],
      ["y", "y"],
    ] as const;
    expect(() => flowOfSolution(pairs).bind([])).toThrow("shapes of 0 pairs were given; those of 2 are accepted");
    expect(() => flowOfSolution(pairs, { variant: "sum" as "paper" })).toThrow(
      new RangeError('flowOfSolution: variant "sum" was given; reference and paper are accepted'),
    );
  });
});

describe("flowMatrix", () => {
  it("is the golden matrix", () => {
    const example = golden.get("a-tiny-same-size")!;
    for (const role of ["student", "teacher"] as const) {
      const [first, second] = mapsOf(example[role]!) as [tf.Tensor, tf.Tensor];
      expect(deviation(flowMatrix(first, second), example.extra![`${role}Matrix`]!)).toBeLessThan(1e-6);
    }
  });

  it("pools the larger map, by hand", () => {
    const [large, small] = [tf.tensor4d([1, 2, 3, 6], [1, 2, 2, 1]), tf.tensor4d([10], [1, 1, 1, 1])];
    expect(flowMatrix(large, small).arraySync()).toEqual([[[30]]]);
    expect(flowMatrix(small, large, "max").arraySync()).toEqual([[[60]]]);
  });
});
