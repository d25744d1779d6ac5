import { describe, expect, it } from "vitest";
import { evaluate } from "../../lib/training/evaluate";
import type { EpochRow } from "../../lib/training/events";
import type { History } from "../../lib/training/history";
import { resultRow } from "../../lib/training/result-row";
import { plainStudent, validation as test, wideTeacher } from "./small-nets";

const epochs: readonly EpochRow[] = [0.7, 0.9, 0.8].map((accuracy, i) => ({
  ...{ epoch: i + 1, loss: 1, losses: {}, accuracy: 1, learningRate: 1 },
  validation: { accuracy, negativeLogLikelihood: 1 },
}));
const history: History = { epochs, best: epochs[1], reason: "finished", restoreBest: () => {} };
const given = { role: "student", method: "T = 4", seed: 3, net: plainStudent(), test } as const;

describe("resultRow", () => {
  it("puts the history's accuracies, the test's errors and the net's size into one row", async () => {
    const teacher = wideTeacher();
    const row = await resultRow({ ...given, history, teacher });
    const scores = await evaluate(given.net, test, { teacher });
    const weights = 64 * 6 + 6 * 3; // and a bias for each of 6 + 3 units
    expect(row).toEqual({
      ...{ role: "student", method: "T = 4", seed: 3, epochs: 3, last: 0.8, best: 0.9, bestEpoch: 2 },
      ...{ testErrors: scores.errors, testExamples: 60, agreement: scores.agreement },
      expectedCalibrationError: scores.expectedCalibrationError,
      ...{ parameters: weights + 9, bytes: 4 * (weights + 9), flops: 2 * weights },
      millisecondsPerImage: row.millisecondsPerImage,
    });
    expect(row.millisecondsPerImage).toBeGreaterThan(0);
  });

  it("has no agreement without a teacher, and training accuracies without validation", async () => {
    const [only] = epochs;
    const { validation: _, ...bare } = { ...only!, accuracy: 0.6 };
    const row = await resultRow({ ...given, history: { ...history, epochs: [bare], best: bare } });
    expect(row).not.toHaveProperty("agreement");
    expect([row.last, row.best, row.bestEpoch]).toEqual([0.6, 0.6, 1]);
  });

  it("refuses a history without an epoch", async () => {
    const empty: History = { ...history, epochs: [], best: undefined };
    await expect(resultRow({ ...given, history: empty })).rejects.toThrow(
      new RangeError("resultRow: the history of the student has no finished epoch; one or more are accepted"),
    );
  });
});
