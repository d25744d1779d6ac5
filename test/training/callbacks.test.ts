import { describe, expect, it } from "vitest";
import { earlyStopping, printEpoch } from "../../lib/training/callbacks";
import type { EpochRow, FitEvent } from "../../lib/training/events";

const row: EpochRow = {
  epoch: 3,
  loss: 1,
  losses: { hard: 0.25, soft: 12.34567 },
  accuracy: 0.98765,
  learningRate: 1e-3,
};
const start: FitEvent = {
  kind: "start",
  epochs: 9,
  stepsPerEpoch: 1,
  batchSize: 1,
  examples: 1,
  terms: [],
  resumed: false,
  rows: [],
};
const epoch = (loss: number, negativeLogLikelihood?: number): FitEvent => ({
  kind: "epoch",
  row: {
    ...row,
    loss,
    ...(negativeLogLikelihood === undefined ? {} : { validation: { accuracy: 0.5, negativeLogLikelihood } }),
  },
});

describe("printEpoch", () => {
  const printed = (event: FitEvent): readonly string[] => {
    const lines: string[] = [];
    void printEpoch((line) => lines.push(line))(event);
    return lines;
  };

  it("prints a line per epoch: terms, accuracies, rate", () => {
    expect(printed({ kind: "epoch", row })).toEqual([
      "epoch 3: hard 0.2500, soft 12.3457, training 98.77 %, rate 1.0e-3",
    ]);
    const validation = { accuracy: 0.5, negativeLogLikelihood: 1 };
    expect(printed({ kind: "epoch", row: { ...row, validation } })).toEqual([
      "epoch 3: hard 0.2500, soft 12.3457, training 98.77 %, validation 50.00 %, rate 1.0e-3",
    ]);
  });

  it("prints nothing else", () => {
    expect(printed(start)).toEqual([]);
    expect(printed({ kind: "end", reason: "finished", rows: [row] })).toEqual([]);
  });
});

describe("earlyStopping", () => {
  const answers = (patience: number, events: readonly FitEvent[]): readonly unknown[] => {
    const callback = earlyStopping({ patience });
    return events.map((event) => callback(event));
  };

  it("stops after as many epochs without improvement as it has patience", () => {
    const events = [1, 0.9, 0.95, 0.8, 0.8, 0.85].map((loss) => epoch(loss));
    expect(answers(2, events)).toEqual([undefined, undefined, undefined, undefined, undefined, "stop"]);
    expect(answers(1, events)).toEqual([undefined, undefined, "stop", undefined, "stop", "stop"]);
  });

  it("goes by the validation loss where there is one", () => {
    expect(answers(1, [epoch(1, 0.5), epoch(0.5, 0.6)])).toEqual([undefined, "stop"]);
    expect(answers(1, [epoch(1, 0.5), epoch(2, 0.4)])).toEqual([undefined, undefined]);
  });

  it("begins anew with every run", () => {
    expect(answers(1, [start, epoch(1), start, epoch(2)])).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([0, 1.5, Number.NaN])("refuses a patience of %d", (patience) => {
    expect(() => earlyStopping({ patience })).toThrow(
      new RangeError(`earlyStopping: patience ${patience} was given; a whole number from 1 is accepted`),
    );
  });

  it("knows what a resumed run has waited already, and stops at once if that is enough", () => {
    const rows = [0.5, 0.6, 0.7].map((loss, i) => ({ ...row, epoch: i + 1, loss }));
    expect(answers(3, [{ ...start, resumed: true, rows }, epoch(0.8)])).toEqual([undefined, "stop"]);
    expect(answers(2, [{ ...start, resumed: true, rows }])).toEqual(["stop"]);
  });
});
