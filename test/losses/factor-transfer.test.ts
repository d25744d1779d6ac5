import { describe, expect, it } from "vitest";
import { type FactorDistanceOptions, factorDistance } from "../../lib/losses/factor-distance";
import { factorTransfer } from "../../lib/losses/factor-transfer";
import { paraphraser } from "../../lib/losses/paraphraser";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, featureViews } from "./fake-views";
import { gradientError } from "./finite-differences";
import { deviation, expectGolden, expectLoss, type GoldenCase, goldenCases, tensorOf } from "./golden-case";

const pair = ["x", "x"] as const;
const golden = goldenCases("factor-transfer");
const whole = "a-with-translator-and-paraphraser";
/** At a factor that is 0 that code's gradient is 1e12: the value alone is compared, and ours is tried below. */
const withoutGradient = "c-zero-factor";
const factorsAlone = [...golden.keys()].filter((name) => ![whole, withoutGradient].includes(name));

const distanceOf = ({ options, variant }: GoldenCase) =>
  factorDistance("factors", {
    variant: variant === "paper" ? "paper" : "reference",
    power: Number(options.p ?? options.p2) as 1,
    collapsed: options.channels === "collapsed",
  });
const distances: readonly FactorDistanceOptions[] = [
  {},
  { power: 2 },
  { variant: "paper" },
  { variant: "paper", power: 2 },
  { collapsed: true, power: 2 },
];
const [student, teacher] = [fakeTensor([2, 3, 3, 4], 1), fakeTensor([2, 3, 3, 4], 2)];

describe("factorDistance", () => {
  it.each(factorsAlone)("has the value and gradient of the golden case %s", (name) => {
    const example = golden.get(name)!;
    expectGolden(example, (factor) => distanceOf(example)(factor, tensorOf(example.teacher!)));
  });

  it(`has the value of the golden case ${withoutGradient}, and a gradient of moderate size`, () => {
    const example = golden.get(withoutGradient)!;
    const loss = (factor: tf.Tensor) => distanceOf(example)(factor, tensorOf(example.teacher!));
    const { value, grad } = tf.valueAndGrad(loss)(tensorOf(example.student));
    expectLoss(value, example);
    expect(tf.max(tf.abs(grad)).dataSync()[0]).toBeLessThan(1);
  });

  it("compares by hand: [3, 4] against [1, 0]", () => {
    const [s, t] = [tf.tensor4d([3, 4], [1, 1, 1, 2]), tf.tensor4d([2, 0], [1, 1, 1, 2])];
    const value = (options: FactorDistanceOptions) => factorDistance("factors", options)(s, t).dataSync()[0];
    expect(value({})).toBeCloseTo((0.4 + 0.8) / 2, 6);
    expect(value({ power: 2 })).toBeCloseTo((0.16 + 0.64) / 2, 6);
    expect(value({ variant: "paper" })).toBeCloseTo(1.2, 6);
    expect(value({ variant: "paper", power: 2 })).toBeCloseTo(Math.sqrt(0.8), 6);
    expect(value({ collapsed: true })).toBeCloseTo(0, 6); // one place: of length 1 it is 1 in both
  });

  it.each(distances)("has the gradient of finite differences, %j", (options) => {
    // signs against each other, and no element near 0: |δ| bends nowhere near
    const away = tf.add(student, tf.mul(0.5, tf.sign(student)));
    const opposite = tf.mul(tf.neg(tf.sign(student)), tf.add(tf.abs(teacher), 0.5));
    const loss = (factor: tf.Tensor) => factorDistance("factors", options)(factor, opposite);
    expect(gradientError(loss, away, 0.05)).toBeLessThan(1e-2);
  });

  it.each(distances)("does not know the scale of a factor, and is 0 for equal ones, %j", (options) => {
    const distance = factorDistance("factors", options);
    expect(distance(tf.mul(student, 7), student).dataSync()[0]).toBeCloseTo(0, 5);
    expect(distance(tf.mul(student, 7), teacher).dataSync()[0]).toBeCloseTo(
      distance(student, teacher).dataSync()[0]!,
      5,
    );
  });

  it.each([
    [{ power: 3 as 1 }, "power 3 was given; 1 and 2 are accepted"],
    [{ variant: "sum" as "paper" }, 'variant "sum" was given; reference and paper are accepted'],
  ])("refuses %j", (options, message) => {
    expect(() => factorDistance("factors", options)).toThrow(new RangeError(`factors: ${message}`));
  });
});

describe("factorTransfer", () => {
  it(`has the value and the gradients of the golden case ${whole}, those of the translator's weights too`, () => {
    const example = golden.get(whole)!;
    const { parameters, gradParameters } = example.extra!;
    const names = (who: string) => [0, 1, 2].flatMap((i) => [`${who}Kernel${i}`, `${who}Bias${i}`]);
    const given = paraphraser({ channels: 2, rate: 0.5, seed: 1 });
    for (const [i, name] of names("paraphraser").entries()) {
      given.variables[i]!.assign(tensorOf(parameters![name]!).reshape(given.variables[i]!.shape));
    }
    const { loss, variables } = factorTransfer(pair, { paraphraser: given, seed: 1 }).bind([
      [
        [3, 3, 2],
        [3, 3, 2],
      ],
    ]);
    expect(variables).toHaveLength(6);
    for (const [i, name] of names("translator").entries()) variables[i]!.assign(tensorOf(parameters![name]!));
    const t = tensorOf(example.teacher!);
    expectGolden(example, (map) => loss(featureViews(map, t)));
    const { grads } = tf.variableGrads(() => loss(featureViews(tensorOf(example.student), t)), [...variables]);
    for (const [i, name] of names("translator").entries()) {
      expect(deviation(grads[variables[i]!.name]!, gradParameters![name]!)).toBeLessThan(1e-5);
    }
  });

  it("fits other widths and sizes, and trains the translator only", () => {
    const given = paraphraser({ channels: 6, rate: 0.5, seed: 1 });
    const term = factorTransfer(pair, { paraphraser: given, seed: 1, batchNorm: true });
    const bound = term.bind([
      [
        [4, 4, 2],
        [2, 3, 6],
      ],
    ]);
    expect(bound.variables.map(({ shape }) => shape)).toEqual([
      ...[[3, 3, 2, 2], [2], [2]],
      ...[[3, 3, 2, 3], [3], [3]],
      ...[[3, 3, 3, 3], [3], [3]],
    ]);
    const value = bound.loss(featureViews(fakeTensor([2, 4, 4, 2], 1), fakeTensor([2, 2, 3, 6], 2)));
    expect(value.dataSync()[0]).toBeGreaterThan(0);
    expect(bound.variables.filter((variable) => given.variables.includes(variable))).toEqual([]);
  });

  it("refuses a paraphraser of another width, and vectors, naming the shapes", () => {
    const term = factorTransfer(pair, { paraphraser: paraphraser({ channels: 6, rate: 0.5, seed: 1 }), seed: 1 });
    expect(() =>
      term.bind([
        [
          [4, 4, 2],
          [4, 4, 5],
        ],
      ]),
    ).toThrow(
      new RangeError(
        "factorTransfer: a teacher feature [4, 4, 5] was given with a paraphraser for 6 channels; as many are accepted",
      ),
    );
    expect(() => term.bind([[[4], [4, 4, 6]]])).toThrow("a student feature [4] with a teacher feature [4, 4, 6]");
  });
});

describe("paraphraser", () => {
  it("has a code of rate · channels, and gives the shape of the feature back", () => {
    const { factor, reconstruction, variables, factorChannels } = paraphraser({ channels: 5, rate: 0.6, seed: 1 });
    const feature = fakeTensor([2, 3, 4, 5], 1);
    expect([factorChannels, factor(feature).shape, reconstruction(feature).shape]).toEqual([
      3,
      [2, 3, 4, 3],
      [2, 3, 4, 5],
    ]);
    expect(variables.filter(({ rank }) => rank === 4).map(({ shape }) => shape.slice(2))).toEqual([
      ...[
        [5, 5],
        [5, 3],
        [3, 3],
      ],
      ...[
        [3, 3],
        [3, 5],
        [5, 5],
      ],
    ]);
  });

  it("leaves no tensor behind when it is disposed of", () => {
    const { numTensors } = tf.memory();
    paraphraser({ channels: 5, rate: 0.6, seed: 1 }).dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it.each([0.01, 1.2, Number.NaN])("refuses the rate %d for ten channels", (rate) => {
    expect(() => paraphraser({ channels: 10, rate, seed: 1 })).toThrow(
      new RangeError(`paraphraser: a rate of ${rate} for 10 channels was given; one that makes 1 to 10 is accepted`),
    );
  });
});
