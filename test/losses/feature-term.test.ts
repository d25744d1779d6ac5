import { describe, expect, it } from "vitest";
import { featureTerm } from "../../lib/losses/feature-term";
import { fitNets } from "../../lib/losses/fit-nets";
import * as tf from "../../lib/tensors/tf";
import { featureViews } from "./fake-views";
import { deviation, expectGolden, goldenCases, tensorOf } from "./golden-case";

const compare = (student: tf.Tensor, teacher: tf.Tensor): tf.Scalar => tf.mean(tf.sub(student, teacher));

describe("featureTerm", () => {
  it("compares student with teacher, in this order, without an adapter as they are", () => {
    const { loss, variables } = featureTerm({ name: "difference", pairs: [["x", "x"]], compare }).bind([[[2], [2]]]);
    expect(loss(featureViews(tf.tensor2d([[5, 7]]), tf.tensor2d([[1, 2]]))).dataSync()[0]).toBe(4.5);
    expect(variables).toEqual([]);
  });

  it("tells the adapter the shapes and the position of its pair", () => {
    const seen: unknown[] = [];
    const adapt = (...given: unknown[]) => {
      seen.push(given);
      return { apply: (s: tf.Tensor, t: tf.Tensor) => [s, t] as const, variables: [] };
    };
    const pairs = [
      ["x", "y"],
      ["z", "y"],
    ] as const;
    featureTerm({ name: "difference", pairs, adapt, compare }).bind([
      [[1], [2]],
      [[3], [2]],
    ]);
    expect(seen).toEqual([
      [[[1], [2]], 0],
      [[[3], [2]], 1],
    ]);
  });

  it("refuses to be without a pair", () => {
    expect(() => featureTerm({ name: "difference", pairs: [], compare })).toThrow(
      new RangeError("difference: no pair of taps was given; at least one is accepted"),
    );
  });

  it("refuses shapes that are not one per pair", () => {
    expect(() => featureTerm({ name: "difference", pairs: [["x", "x"]], compare }).bind([])).toThrow(
      new RangeError("difference: shapes of 0 pairs were given; those of 1 are accepted"),
    );
  });

  it("leaves no variable behind when a later pair is refused", () => {
    const { numTensors } = tf.memory();
    const term = fitNets(
      [
        ["x", "x"],
        ["y", "y"],
      ],
      { seed: 1 },
    );
    expect(() =>
      term.bind([
        [[2], [2]],
        [[2], [2, 2, 2]],
      ]),
    ).toThrow(RangeError);
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe("featureTerm with RepDistiller's regressor (1×1 convolution with bias, batch norm, relu)", () => {
  const example = goldenCases("fit-nets").get("a-regressor-1x1-bn-relu")!;
  const names = ["kernel", "bias", "gamma", "beta"] as const;

  function bind() {
    const weights = names.map((name) => tf.variable(tensorOf(example.extra!.parameters![name]!)));
    const [kernel, bias, gamma, beta] = weights as [tf.Variable, tf.Variable, tf.Variable, tf.Variable];
    const apply = (s: tf.Tensor, t: tf.Tensor) => {
      const convolved = tf.add(tf.conv2d(s as tf.Tensor4D, kernel as tf.Variable<tf.Rank.R4>, 1, "valid"), bias);
      const { mean, variance } = tf.moments(convolved, [0, 1, 2]);
      const normalised = tf.mul(tf.sub(convolved, mean), tf.rsqrt(tf.add(variance, 1e-5)));
      return [tf.relu(tf.add(tf.mul(gamma, normalised), beta)), t] as const;
    };
    const compare = (s: tf.Tensor, t: tf.Tensor): tf.Scalar => tf.mean(tf.square(tf.sub(s, t)));
    const term = featureTerm({
      name: "hint",
      pairs: [["x", "x"]],
      adapt: () => ({ apply, variables: weights }),
      compare,
    });
    return term.bind([
      [
        [3, 3, 2],
        [3, 3, 3],
      ],
    ]);
  }

  it("has the value and gradient of the golden case", () => {
    const { loss } = bind();
    expectGolden(example, (student) => loss(featureViews(student, tensorOf(example.teacher!))));
  });

  it("has the golden gradients of the regressor's weights", () => {
    const { loss, variables } = bind();
    const views = featureViews(tensorOf(example.student), tensorOf(example.teacher!));
    const { grads } = tf.variableGrads(() => loss(views), [...variables]);
    names.forEach((name, i) => {
      expect(deviation(grads[variables[i]!.name]!, example.extra!.gradParameters![name]!)).toBeLessThan(1e-5);
    });
  });
});
