import { describe, expect, it } from "vitest";
import { EpochSums } from "../../lib/training/epoch-sums";

const scalar = (value: number) => ({ values: Float32Array.of(value), shape: [] });
const results = (loss: number, right: number, hard: number, soft: number) => ({
  loss: scalar(loss),
  right: scalar(right),
  "term hard": scalar(hard),
  "term soft": scalar(soft),
});

describe("EpochSums", () => {
  it("says of a step what it was, and of the epoch the means over examples", () => {
    const sums = new EpochSums(4, ["hard", "soft"]);
    expect(sums.add(results(5, 2, 1, 4), 3)).toEqual({
      ...{ kind: "step", epoch: 4, step: 1, loss: 5 },
      ...{ losses: { hard: 1, soft: 4 }, accuracy: 2 / 3 },
    });
    expect(sums.add(results(9, 0, 3, 6), 1)).toEqual({
      ...{ kind: "step", epoch: 4, step: 2, loss: 9 },
      ...{ losses: { hard: 3, soft: 6 }, accuracy: 2 / 4 },
    });
    expect(sums.means).toEqual({
      loss: (3 * 5 + 9) / 4,
      losses: { hard: (3 * 1 + 3) / 4, soft: (3 * 4 + 6) / 4 },
      accuracy: 2 / 4,
    });
  });
});
