import type { Net } from "../models/net";
import * as tf from "../tensors/tf";
import type { EpochRow } from "./events";

/** The weights of the best epoch so far, on the host. */
export interface BestWeights<Name extends string> {
  readonly row: EpochRow<Name> | undefined;
  /** Keeps the net's weights if this row is the best so far. */
  readonly consider: (row: EpochRow<Name>) => Promise<void>;
  /** Puts the kept weights back into the net; does nothing before the first epoch. */
  readonly restore: () => void;
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

const variablesOf = (net: Net): tf.Variable[] => net.model.weights.map((weight) => weight.read() as tf.Variable);

/** Keeps a copy of every weight of `net`, moving averages too, of the best epoch. */
export function bestWeights<Name extends string>(net: Net, isBetter: IsBetter): BestWeights<Name> {
  let best: EpochRow<Name> | undefined;
  let kept: Float32Array[] = [];
  return {
    get row() {
      return best;
    },
    async consider(row) {
      if (best !== undefined && !isBetter(row, best)) return;
      const variables = variablesOf(net);
      kept = [];
      for (const variable of variables) kept.push((await variable.data<"float32">()).slice());
      best = row;
    },
    restore() {
      if (kept.length === 0) return;
      for (const [i, variable] of variablesOf(net).entries()) {
        const values = tf.tensor(kept[i]!.slice(), variable.shape);
        variable.assign(values);
        values.dispose();
      }
    },
  };
}
