import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { EpochRow } from "../../lib/training/events";
import { constant, cosine, oneCycle, reduceOnPlateau, type Schedule } from "../../lib/training/schedules";

interface Golden {
  readonly oneCycle: readonly { readonly warmUp: number; readonly rates: readonly number[] }[];
  readonly plateaus: readonly {
    readonly losses: readonly number[];
    readonly factor: number;
    readonly patience: number;
    readonly rates: readonly number[];
  }[];
}

const golden = JSON.parse(readFileSync(join(__dirname, "..", "golden", "schedules.json"), "utf8")) as Golden;

const rowsOf = (losses: readonly number[]): readonly EpochRow[] =>
  losses.map((loss, i) => ({ epoch: i + 1, loss, losses: {}, accuracy: 0, learningRate: 1 }));

const judgedRowsOf = (losses: readonly number[]): readonly EpochRow[] =>
  rowsOf(losses).map((row) => ({ ...row, loss: 0, validation: { accuracy: 0, negativeLogLikelihood: row.loss } }));

const over = ({ factor }: Schedule, steps: number): readonly number[] =>
  Array.from({ length: steps }, (_, i) => factor({ step: i + 1, steps, rows: [] }));

const expectRates = (found: readonly number[], expected: readonly number[]): void => {
  expect(found.length).toBe(expected.length);
  found.forEach((rate, i) => void expect(rate).toBeCloseTo(expected[i]!, 10));
};

describe("constant", () => {
  it("is the optimizer's rate at every step", () => {
    expect(over(constant(), 3)).toEqual([1, 1, 1]);
  });
});

describe("cosine", () => {
  it("falls along half a cosine, by hand", () => {
    // cos 0, cos π/4, cos π/2, cos 3π/4, cos π
    expectRates(over(cosine(), 5), [1, (1 + Math.SQRT1_2) / 2, 0.5, (1 - Math.SQRT1_2) / 2, 0]);
    expectRates(over(cosine({ end: 0.2 }), 3), [1, 0.6, 0.2]);
  });

  it("is the full rate where there is one step", () => {
    expect(over(cosine(), 1)).toEqual([1]);
  });
});

describe("oneCycle", () => {
  it.each(golden.oneCycle)("has the rates of PyTorch's OneCycleLR: warm-up $warmUp", ({ warmUp, rates }) => {
    expectRates(over(oneCycle({ warmUp: warmUp }), rates.length), rates);
  });

  it("has a warm-up of 0.3 where none is given", () => {
    expectRates(over(oneCycle(), 50), golden.oneCycle[1]!.rates);
  });

  it("starts and ends where it is told", () => {
    const rates = over(oneCycle({ warmUp: 0.5, start: 0.25, end: 0.125 }), 10);
    expect([rates[0], rates[4], rates[9]]).toEqual([0.25, 1, 0.125]);
  });

  it("begins at the peak where the warm-up is one step", () => {
    expect(over(oneCycle({ warmUp: 0.25, end: 0 }), 4)[0]).toBe(1);
  });
});

describe("reduceOnPlateau", () => {
  it.each(golden.plateaus)(
    "has the rates of PyTorch's ReduceLROnPlateau: factor $factor, patience $patience",
    ({ losses, factor, patience, rates }) => {
      const schedule = reduceOnPlateau({ factor, patience });
      for (const rows of [rowsOf(losses), judgedRowsOf(losses)]) {
        const found = rates.map((_, seen) => schedule.factor({ step: 1, steps: 1, rows: rows.slice(0, seen) }));
        found.forEach((rate, i) => void expect(rate / rates[i]!).toBeCloseTo(1, 9));
      }
    },
  );

  it.each(golden.plateaus)("reloads just before the epochs in which the rate falls: patience $patience", (each) => {
    const { losses, factor, patience, rates } = each;
    const { reloadBest } = reduceOnPlateau({ factor, patience });
    const reloads = rates.map((_, seen) => reloadBest!(rowsOf(losses).slice(0, seen)));
    expect(reloads).toEqual(rates.map((rate, i) => i > 0 && rate < rates[i - 1]!));
  });
});

describe("a schedule", () => {
  it.each([
    [() => cosine({ end: 1.5 }), "cosine: end 1.5 was given; 0 to 1 is accepted"],
    [() => oneCycle({ warmUp: -0.1 }), "oneCycle: warmUp -0.1 was given; 0 to 1 is accepted"],
    [() => oneCycle({ start: 2 }), "oneCycle: start 2 was given; 0 to 1 is accepted"],
    [() => oneCycle({ end: Number.NaN }), "oneCycle: end NaN was given; 0 to 1 is accepted"],
    [() => reduceOnPlateau({ factor: 0 }), "reduceOnPlateau: factor 0 was given; above 0 and below 1 is accepted"],
    [() => reduceOnPlateau({ factor: 1 }), "reduceOnPlateau: factor 1 was given; above 0 and below 1 is accepted"],
    [() => reduceOnPlateau({ patience: 1.5 }), "reduceOnPlateau: patience 1.5 was given; a whole number from 0"],
  ])("refuses a value out of its range: %#", (make, message) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(message);
  });
});
