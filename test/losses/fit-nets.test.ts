import { describe, expect, it } from "vitest";
import { fitNets } from "../../lib/losses/fit-nets";
import type { Term } from "../../lib/losses/term";
import { mlp } from "../../lib/models/mlp";
import type { Net } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, featureViews } from "./fake-views";
import { gradientError } from "./finite-differences";
import { deviation, expectGolden, type GoldenCase, goldenCases, tensorOf } from "./golden-case";

const pairs = [["x", "x"]] as const;
const golden = goldenCases("fit-nets");
/** The one with a regressor of its own, below. */
const withRegressor = "a-regressor-1x1-bn-relu";
const own = [...golden.keys()].filter((name) => name !== withRegressor);
/** RepDistiller's. */
const convolution = { bias: true, batchNorm: true, relu: true } as const;

/** The term with its regressor set to the identity: what remains is the distance. */
function distance({ variant, student }: GoldenCase): (student: tf.Tensor, teacher: tf.Tensor) => tf.Scalar {
  const shape = tensorOf(student).shape.slice(1);
  const channels = shape.at(-1)!;
  const term = fitNets(pairs, { seed: 1, variant: variant === "paper" ? "paper" : "reference" });
  const { loss, variables } = term.bind([[shape, shape]]);
  variables[0]!.assign(tf.reshape(tf.eye(channels), [1, 1, channels, channels]));
  return (s, t) => loss(featureViews(s, t));
}

describe("fitNets", () => {
  it.each(own)("has the value and gradient of the golden case %s, its regressor being the identity", (name) => {
    const example = golden.get(name)!;
    const loss = distance(example);
    expectGolden(example, (student) => loss(student, tensorOf(example.teacher!)));
  });

  it(`has the value and the gradients of the golden case ${withRegressor}, those of the weights too`, () => {
    const example = golden.get(withRegressor)!;
    const [student, teacher] = [tensorOf(example.student), tensorOf(example.teacher!)];
    const { loss, variables } = fitNets(pairs, { seed: 1, regressor: convolution }).bind([
      [
        [3, 3, 2],
        [3, 3, 3],
      ],
    ]);
    const names = ["kernel", "bias", "gamma", "beta"];
    for (const [i, name] of names.entries()) variables[i]!.assign(tensorOf(example.extra!.parameters![name]!));
    expectGolden(example, (map) => loss(featureViews(map, teacher)));
    const { grads } = tf.variableGrads(() => loss(featureViews(student, teacher)), [...variables]);
    for (const [i, name] of names.entries()) {
      expect(deviation(grads[variables[i]!.name]!, example.extra!.gradParameters![name]!)).toBeLessThan(1e-5);
    }
  });

  it("regresses before it compares, by hand", () => {
    const { loss, variables } = fitNets(pairs, { seed: 1 }).bind([[[2], [1]]]);
    variables[0]!.assign(tf.tensor2d([[2], [-1]]));
    // [1, 3] → 2 − 3 = −1 against 4: 25; [0, 1] → −1 against 0: 1
    const views = featureViews(
      tf.tensor2d([
        [1, 3],
        [0, 1],
      ]),
      tf.tensor2d([[4], [0]]),
    );
    expect(loss(views).dataSync()[0]).toBe(13);
    // ∂/∂W = 2 / 2 · Σ (r − t) s = −5 · [1, 3] − 1 · [0, 1]
    const { grads } = tf.variableGrads(() => loss(views), [...variables]);
    expect([...grads[variables[0]!.name]!.dataSync()]).toEqual([-5, -16]);
  });

  it.each(["paper", "reference"] as const)("has the gradients of finite differences (%s)", (variant) => {
    const bound = fitNets(pairs, { seed: 1, variant }).bind([
      [
        [4, 4, 2],
        [2, 2, 3],
      ],
    ]);
    const [student, teacher] = [fakeTensor([2, 4, 4, 2], 1), fakeTensor([2, 2, 2, 3], 2)];
    expect(gradientError((s) => bound.loss(featureViews(s, teacher)), student)).toBeLessThan(2e-3);
  });

  it("sums over the pairs, each with a regressor of its own", () => {
    const shapes = [[3], [4]] as const;
    const [both, one] = [fitNets([...pairs, ...pairs], { seed: 1 }), fitNets(pairs, { seed: 1 })];
    const [two, single] = [both.bind([shapes, shapes]), one.bind([shapes])];
    expect(two.variables).toHaveLength(2);
    expect([...two.variables[0]!.dataSync()]).toEqual([...single.variables[0]!.dataSync()]);
    expect([...two.variables[0]!.dataSync()]).not.toEqual([...two.variables[1]!.dataSync()]);
    for (const variable of two.variables) variable.assign(single.variables[0]!);
    const views = featureViews(fakeTensor([2, 3], 1), fakeTensor([2, 4], 2));
    expect(two.loss(views).dataSync()[0]).toBeCloseTo(2 * single.loss(views).dataSync()[0]!, 5);
  });

  it("refuses a variant that it does not know", () => {
    const variant = "authors" as "paper";
    expect(() => fitNets(pairs, { seed: 1, variant })).toThrow(
      new RangeError('fitNets: variant "authors" was given; reference and paper are accepted'),
    );
  });

  it("knows the taps of the nets as types", () => {
    type Of<N> = N extends Net<infer Tap> ? Tap : never;
    const student = mlp({ input: [4], hidden: [3], classes: 2, seed: 1 });
    type Tap = Of<typeof student>;
    const right: Term<Tap, Tap> = fitNets([["hidden1", "preActivation1"]], { seed: 1 });
    // @ts-expect-error there is one hidden layer
    const wrong: Term<Tap, Tap> = fitNets([["hidden2", "hidden1"]], { seed: 1 });
    expect([right.pairs[0]![0], wrong.pairs[0]![0]]).toEqual(["hidden1", "hidden2"]);
  });
});
