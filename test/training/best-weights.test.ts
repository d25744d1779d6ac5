import { describe, expect, it } from "vitest";
import { bestWeights, hasLowerLoss, isMoreAccurate } from "../../lib/training/best-weights";
import type { EpochRow, ValidationScores } from "../../lib/training/events";
import { fullStudent, tensorCount, weightsOf } from "./small-nets";

const row = (epoch: number, validation?: ValidationScores): EpochRow => ({
  epoch,
  loss: 1 / epoch,
  losses: {},
  accuracy: 0,
  learningRate: 1,
  ...(validation === undefined ? {} : { validation }),
});
const judged = (accuracy: number, negativeLogLikelihood: number): EpochRow =>
  row(1, { accuracy, negativeLogLikelihood });

describe("isMoreAccurate", () => {
  it("goes by accuracy before likelihood", () => {
    expect(isMoreAccurate(judged(0.9, 2), judged(0.8, 1))).toBe(true);
    expect(isMoreAccurate(judged(0.8, 1), judged(0.9, 2))).toBe(false);
  });

  it("goes by likelihood where the accuracies are equal, and keeps the earlier of equal epochs", () => {
    expect(isMoreAccurate(judged(0.9, 1), judged(0.9, 2))).toBe(true);
    expect(isMoreAccurate(judged(0.9, 2), judged(0.9, 1))).toBe(false);
    expect(isMoreAccurate(judged(0.9, 1), judged(0.9, 1))).toBe(false);
  });

  it("takes the later epoch without validation", () => {
    expect(isMoreAccurate(row(2), row(1))).toBe(true);
  });
});

describe("hasLowerLoss", () => {
  it("goes by the validation loss, and by the training loss without validation", () => {
    expect(hasLowerLoss(judged(0.1, 1), judged(0.9, 2))).toBe(true);
    expect(hasLowerLoss(judged(0.9, 2), judged(0.1, 1))).toBe(false);
    expect(hasLowerLoss(row(2), row(1))).toBe(true);
    expect(hasLowerLoss(row(1), row(2))).toBe(false);
  });
});

describe("bestWeights", () => {
  it("puts back every weight, moving averages too, and leaks no tensor", async () => {
    const net = fullStudent();
    const before = weightsOf(net);
    const best = bestWeights(net, isMoreAccurate);
    best.restore();
    expect(weightsOf(net)).toEqual(before);
    await best.consider(judged(0.9, 1));
    const count = tensorCount();
    net.model.setWeights(fullStudent(9).model.getWeights());
    const others = weightsOf(net);
    expect(others).not.toEqual(before);
    await best.consider(judged(0.8, 1));
    best.restore();
    expect(weightsOf(net)).toEqual(before);
    expect(best.row).toEqual(judged(0.9, 1));
    expect(tensorCount()).toBe(count + net.model.weights.length); // the other net's
  });
});
