import { describe, expect, it } from "vitest";
import { bar, clock, epochLine, finalLine, progressLine, score } from "../../lib/notebook/progress-line";
import type { EpochRow, StartEvent } from "../../lib/training/events";

const start: StartEvent = {
  kind: "start",
  epochs: 10,
  stepsPerEpoch: 938,
  batchSize: 64,
  examples: 60_000,
  terms: ["hard", "soft"],
  resumed: false,
  rows: [],
};

const row = (epoch: number, validation?: number): EpochRow => ({
  epoch,
  loss: 0.5,
  losses: { hard: 0.0612, soft: 0.4119 },
  accuracy: 0.981,
  learningRate: 1e-3,
  ...(validation === undefined ? {} : { validation: { accuracy: validation, negativeLogLikelihood: 0.1 } }),
});

describe("progressLine", () => {
  it("is tqdm's line", () => {
    const scores = { hard: 0.0612, soft: 0.4119, accuracy: 0.981 };
    expect(progressLine(start, { epoch: 3, step: 441, elapsed: 2490, rate: 177.1, scores })).toBe(
      "epoch 3/10:  47%|####7     | 441/938 [00:02<00:02, 177.1it/s, hard=0.061, soft=0.412, accuracy=0.981]",
    );
  });

  it("does not guess a time before it knows a speed", () => {
    expect(progressLine(start, { epoch: 1, step: 1, elapsed: 0, rate: 0, scores: {} })).toBe(
      "epoch 1/10:   0%|          | 1/938 [00:00<?, ?it/s]",
    );
  });

  it("turns slow steps round, as tqdm does", () => {
    expect(progressLine(start, { epoch: 1, step: 938, elapsed: 3_752_000, rate: 0.25, scores: {} })).toBe(
      "epoch 1/10: 100%|##########| 938/938 [1:02:32<00:00, 4.00s/it]",
    );
  });
});

describe("bar", () => {
  it.each([
    [0, "          "],
    [0.05, "5         "],
    [0.3, "###       "],
    [0.47, "####7     "],
    [1, "##########"],
    [2, "##########"],
  ])("draws %d as [%s]", (share, text) => {
    expect(bar(share)).toBe(text);
  });
});

describe("clock and score", () => {
  it("writes minutes and seconds, hours if there are any", () => {
    expect([clock(0), clock(61_999), clock(3_600_000)]).toEqual(["00:00", "01:01", "1:00:00"]);
  });

  it("writes three decimals, or an exponent for what they would hide", () => {
    expect([score(0.98149), score(0), score(0.00012), score(12_345_678)]).toEqual([
      "0.981",
      "0.000",
      "1.2e-4",
      "1.2e+7",
    ]);
  });
});

describe("epochLine and finalLine", () => {
  it("tell scores without times", () => {
    expect(epochLine(start, row(3, 0.9794))).toBe(
      "epoch 3/10: hard=0.061, soft=0.412, accuracy=0.981, validation accuracy 0.979",
    );
    expect(epochLine(start, row(3))).toBe("epoch 3/10: hard=0.061, soft=0.412, accuracy=0.981");
  });

  it("name the best epoch", () => {
    const rows = Array.from({ length: 10 }, (_, i) => row(i + 1, i === 7 ? 0.982 : 0.981));
    expect(finalLine(start, { kind: "end", reason: "finished", rows, best: rows[7]! })).toBe(
      "10 epochs, 9,380 steps: hard=0.061, soft=0.412, validation accuracy 0.981 (best 0.982, epoch 8)",
    );
  });

  it("say how training ended", () => {
    expect(finalLine(start, { kind: "end", reason: "stopped", rows: [row(1)], best: row(1) })).toBe(
      "stopped after 1 epoch, 938 steps: hard=0.061, soft=0.412, accuracy=0.981",
    );
    expect(finalLine(start, { kind: "end", reason: "aborted", rows: [] })).toBe("aborted after 0 epochs, 0 steps");
  });
});
