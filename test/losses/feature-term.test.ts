import { describe, expect, it } from "vitest";
import { featureTerm } from "../../lib/losses/feature-term";
import { fitNets } from "../../lib/losses/fit-nets";
import * as tf from "../../lib/tensors/tf";
import { featureViews } from "./fake-views";

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
