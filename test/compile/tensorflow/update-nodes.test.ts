import { describe, expect, it } from "vitest";
import type { UpdateRule } from "../../../lib/compile/optimizer";
import { NodeList } from "../../../lib/compile/tensorflow/node-list";
import { addUpdates, momentsOf, updateFeeds } from "../../../lib/compile/tensorflow/update-nodes";

const adam: UpdateRule = { kind: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };
const sgd: UpdateRule = { kind: "sgd", momentum: 0, weightDecay: 0 };
const variable = { handle: "w", read: "w/read", gradient: "g", moments: ["m", "v"], after: ["reads"] };

/** The operations that were added behind constants and placeholders: name of the operation, and its inputs. */
const added = (rule: UpdateRule, moments: readonly string[]) => {
  const graph = new NodeList();
  addUpdates(graph, rule, [{ ...variable, moments }]);
  const given = ["Const", "Placeholder"];
  return graph.nodes
    .filter(({ operation }) => !given.includes(operation))
    .map(({ operation, inputs }) => [operation, ...inputs.map((input) => input.replace(/^Const_\d+/, "constant"))]);
};

describe("updateFeeds", () => {
  it("turns TensorFlow's form of Adam, ε inside of the bias correction, into ours: the same update from the same moments", () => {
    const [m, v, step, learningRate] = [0.02, 0.0009, 7, 0.01];
    const { rate, epsilon } = updateFeeds(adam, { step, learningRate }) as { rate: number; epsilon: number };
    const theirs = (rate * m) / (Math.sqrt(v) + epsilon);
    const corrected = [m / (1 - 0.9 ** step), v / (1 - 0.999 ** step)] as const;
    const ours = (learningRate * corrected[0]) / (Math.sqrt(corrected[1]) + 1e-8);
    expect(Math.abs(theirs - ours) / ours).toBeLessThan(1e-4); // the operation takes 1 − β₂ of β₂ in float32
  });

  it("feeds the rate alone for descent, and the decay where there is one", () => {
    expect(updateFeeds(sgd, { step: 9, learningRate: 0.5 })).toEqual({ rate: 0.5 });
    expect(updateFeeds({ ...adam, weightDecay: 0.1 }, { step: 1, learningRate: 0.5 }).decay).toBe(0.05);
  });
});

describe("addUpdates", () => {
  it("is one operation a variable for Adam, behind everything it has to wait for", () => {
    expect(momentsOf(adam)).toBe(2);
    expect(added(adam, ["m", "v"])).toEqual([
      [
        "ResourceApplyAdam",
        "w",
        "m",
        "v",
        "constant",
        "constant",
        "rate",
        "constant",
        "constant",
        "epsilon",
        "g",
        "^reads",
      ],
    ]);
  });

  it("decays first where weights decay apart from the gradient", () => {
    const [decay, update] = added({ ...adam, weightDecay: 0.1 }, ["m", "v"]);
    expect(decay).toEqual(["ResourceApplyGradientDescent", "w", "decay", "w/read", "^reads"]);
    expect(update?.slice(-2)).toEqual(["^reads", expect.stringMatching(/^\^ResourceApplyGradientDescent_/)]);
  });

  it("has a velocity only with momentum, and adds the penalty's gradient to the loss's", () => {
    expect([momentsOf(sgd), momentsOf({ ...sgd, momentum: 0.9 })]).toEqual([0, 1]);
    expect(added(sgd, [])).toEqual([["ResourceApplyGradientDescent", "w", "rate", "g", "^reads"]]);
    expect(added({ ...sgd, momentum: 0.9, weightDecay: 0.1 }, ["u"]).map(([operation]) => operation)).toEqual([
      "Mul",
      "AddV2",
      "ResourceApplyMomentum",
    ]);
  });
});
