import type { Net } from "../models/net";
import type { EpochRow } from "./events";
import { assignAll, checkSizes, copiesOf, variablesOf } from "./variable-values";

/** The weights of the best epoch so far, on the host. */
export interface BestWeights<Name extends string> {
  readonly row: EpochRow<Name> | undefined;
  /** Keeps the net's weights if this row is the best so far. */
  readonly consider: (row: EpochRow<Name>) => Promise<void>;
  /** Puts the kept weights back into the net; does nothing before the first epoch. */
  readonly restore: () => void;
  /** What is kept, in the order of the model's weights; empty before the first epoch. Not to be written to. */
  readonly weights: readonly Float32Array[];
  /** Goes on from what another run kept: its best row and the weights of it; a RangeError if they are not the net's. */
  readonly resume: (row: EpochRow<Name>, weights: readonly Float32Array[]) => void;
}

/** Whether an epoch is better than the best one so far. */
export type IsBetter = (row: EpochRow, best: EpochRow) => boolean;

/** The smaller validation loss; the smaller training loss without validation. What a plateau is judged by. */
export const hasLowerLoss: IsBetter = (row, best) =>
  (row.validation?.negativeLogLikelihood ?? row.loss) < (best.validation?.negativeLogLikelihood ?? best.loss);

/** More accurate on the validation split, or as accurate and likelier; without validation, later. */
export function isMoreAccurate(row: EpochRow, best: EpochRow): boolean {
  const [now, then] = [row.validation, best.validation];
  if (now === undefined || then === undefined) return true;
  if (now.accuracy !== then.accuracy) return now.accuracy > then.accuracy;
  return now.negativeLogLikelihood < then.negativeLogLikelihood;
}

/** Keeps a copy of every weight of `net`, moving averages too, of the best epoch. */
export function bestWeights<Name extends string>(net: Net, isBetter: IsBetter): BestWeights<Name> {
  let best: EpochRow<Name> | undefined;
  let kept: readonly Float32Array[] = [];
  return {
    get row() {
      return best;
    },
    get weights() {
      return kept;
    },
    resume(row, weights) {
      checkSizes(variablesOf(net), weights);
      [best, kept] = [row, weights];
    },
    async consider(row) {
      if (best !== undefined && !isBetter(row, best)) return;
      kept = await copiesOf(variablesOf(net));
      best = row;
    },
    restore() {
      if (kept.length > 0) assignAll(variablesOf(net), kept);
    },
  };
}
