import type { EpochRow } from "./events";

/** Where training stands when the learning rate of a step is asked for. */
export interface ScheduleMoment {
  /** 1-based, over the whole run. */
  readonly step: number;
  /** Steps of the whole run. */
  readonly steps: number;
  /** The rows of the epochs before this one. */
  readonly rows: readonly EpochRow[];
}

/** A learning rate over time: a pure function of the moment, so that a resumed run has the same. */
export interface Schedule {
  readonly name: string;
  /** What the optimizer's learning rate is multiplied with; ≥ 0. */
  readonly factor: (moment: ScheduleMoment) => number;
  /** Whether the best weights so far are to be put back before the next epoch. */
  readonly reloadBest?: (rows: readonly EpochRow[]) => boolean;
}

/** The optimizer's learning rate, all the time. */
export const constant = (): Schedule => ({ name: "constant", factor: () => 1 });

const cosineBetween = (from: number, to: number, share: number): number =>
  to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2;

/**
 * From the full rate down to `end` of it along half a cosine: f = end + (1 − end)(1 + cos πp) / 2, p from 0 to 1.
 * @param options.end share of the full rate at the last step, in [0, 1]; 0 where absent
 * @throws RangeError for a value out of its range
 * Source: Loshchilov and Hutter 2017 (SGDR), without restarts.
 */
export function cosine({ end = 0 }: { readonly end?: number } = {}): Schedule {
  checkShare("cosine", "end", end);
  return { name: "cosine", factor: ({ step, steps }) => cosineBetween(1, end, (step - 1) / Math.max(1, steps - 1)) };
}

export interface OneCycleOptions {
  /** Share of the steps in which the rate rises, in [0, 1]; 0.3 where absent. */
  readonly warmUp?: number;
  /** Share of the full rate at the first step, in [0, 1]; 1/25 where absent. */
  readonly start?: number;
  /** Share of the full rate at the last step, in [0, 1]; 1/250,000 where absent. */
  readonly end?: number;
}

/**
 * Up from `start` to the full rate and down to `end`, both along half a cosine. The optimizer's rate is the peak.
 * @throws RangeError for a value out of its range
 * Source: Smith and Topin 2018; defaults and form as in PyTorch's OneCycleLR.
 */
export function oneCycle({ warmUp = 0.3, start = 1 / 25, end = 1 / 250_000 }: OneCycleOptions = {}): Schedule {
  for (const [option, value] of Object.entries({ warmUp, start, end })) checkShare("oneCycle", option, value);
  return {
    name: "one-cycle",
    factor({ step, steps }) {
      const peak = warmUp * steps - 1; // in steps from 0, as PyTorch counts
      const at = step - 1;
      if (at === peak) return 1;
      return at < peak ? cosineBetween(start, 1, at / peak) : cosineBetween(1, end, (at - peak) / (steps - 1 - peak));
    },
  };
}

export interface PlateauOptions {
  /** What the rate is multiplied with at a plateau, in (0, 1); 0.1 where absent. */
  readonly factor?: number;
  /** Epochs without improvement that are waited for, from 0; 10 where absent. */
  readonly patience?: number;
}

/** An improvement is one by more than this share (PyTorch's threshold). */
const IMPROVEMENT = 1e-4;

/** How often the rate was reduced after the given epochs, and whether the last epoch was the reason. */
function reductions(rows: readonly EpochRow[], patience: number): { readonly count: number; readonly now: boolean } {
  let [best, waited, count, now] = [Number.POSITIVE_INFINITY, 0, 0, false];
  for (const { loss, validation } of rows) {
    const value = validation?.negativeLogLikelihood ?? loss;
    const better = value < best * (1 - IMPROVEMENT);
    if (better) best = value;
    waited = better ? 0 : waited + 1;
    now = waited > patience;
    if (now) [count, waited] = [count + 1, 0];
  }
  return { count, now };
}

/**
 * Multiplies the rate with `factor` when the validation loss (the training loss without validation) has not improved
 * for more than `patience` epochs (PyTorch's ReduceLROnPlateau), and puts the weights of the epoch with the lowest of
 * these losses back.
 * @throws RangeError for a value out of its range
 */
export function reduceOnPlateau({ factor = 0.1, patience = 10 }: PlateauOptions = {}): Schedule {
  if (!(factor > 0 && factor < 1)) {
    throw new RangeError(`reduceOnPlateau: factor ${factor} was given; above 0 and below 1 is accepted`);
  }
  if (!Number.isInteger(patience) || patience < 0) {
    throw new RangeError(`reduceOnPlateau: patience ${patience} was given; a whole number from 0 is accepted`);
  }
  return {
    name: "reduce on plateau",
    factor: ({ rows }) => factor ** reductions(rows, patience).count,
    reloadBest: (rows) => reductions(rows, patience).now,
  };
}

function checkShare(who: string, option: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw new RangeError(`${who}: ${option} ${value} was given; 0 to 1 is accepted`);
}
