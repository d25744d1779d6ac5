import { describe, expect, it } from "vitest";
import { withNamedSoftmax } from "../../../lib/compile/passes/name-softmax";
import { Sketch, written } from "./written";

/** Its outputs: log softmax as tfjs composes it, over the last axis or another, and exp of it. */
function composed(axis: number): readonly string[] {
  const g = new Sketch();
  const x = g.in("x", 4, 3);
  const kept = axis === 1 ? [4, 1] : [1, 3];
  const centred = g.float("Sub", [x, g.sum(x, [axis], kept, "ReduceMax")], [4, 3]);
  const total = g.sum(g.float("Exp", [centred], [4, 3]), [axis], kept);
  const logSoftmax = g.float("Sub", [centred, g.float("Log", [total], kept)], [4, 3]);
  g.giving(logSoftmax, g.float("Exp", [logSoftmax], [4, 3]));
  return written(withNamedSoftmax(g));
}

describe("withNamedSoftmax", () => {
  it("finds the logarithm of the softmax over the last axis, and the softmax behind it", () => {
    expect(composed(1)).toEqual(["LogSoftmax(x)", "Softmax(x)"]);
  });

  it("leaves one over another axis composed", () => {
    expect(composed(0)[0]).toMatch(/^Sub\(Sub\(x, ReduceMax\(x, 0\)\), Log\(/);
  });

  it("leaves what only looks like it: the largest of another tensor taken off", () => {
    const g = new Sketch();
    const [x, y] = [g.in("x", 4, 3), g.in("y", 4, 3)];
    const centred = g.float("Sub", [x, g.sum(y, [1], [4, 1], "ReduceMax")], [4, 3]);
    const total = g.sum(g.float("Exp", [centred], [4, 3]), [1], [4, 1]);
    g.giving(g.float("Sub", [centred, g.float("Log", [total], [4, 1])], [4, 3]));
    expect(written(withNamedSoftmax(g))[0]).toMatch(/^Sub/);
  });
});
