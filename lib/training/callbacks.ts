import type { Callback, EpochRow } from "./events";

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** Prints one line per epoch: losses by term, accuracies, learning rate. */
export const printEpoch =
  (write: (line: string) => void = console.log): Callback =>
  (event) => {
    if (event.kind !== "epoch") return;
    const { epoch, losses, accuracy, learningRate, validation } = event.row;
    const terms = Object.entries<number>(losses).map(([name, value]) => `${name} ${value.toFixed(4)}`);
    const judged = validation === undefined ? [] : [`validation ${percent(validation.accuracy)}`];
    const line = [...terms, `training ${percent(accuracy)}`, ...judged, `rate ${learningRate.toExponential(1)}`];
    write(`epoch ${epoch}: ${line.join(", ")}`);
  };

/**
 * Stops when the validation loss (the training loss without validation) has not improved for `patience` epochs.
 * @throws RangeError unless `patience` is a whole number from 1
 */
export function earlyStopping({ patience }: { readonly patience: number }): Callback {
  if (!Number.isInteger(patience) || patience < 1) {
    throw new RangeError(`earlyStopping: patience ${patience} was given; a whole number from 1 is accepted`);
  }
  let [best, waited] = [Number.POSITIVE_INFINITY, 0];
  const take = ({ validation, loss }: EpochRow): void => {
    const value = validation?.negativeLogLikelihood ?? loss;
    waited = value < best ? 0 : waited + 1;
    best = Math.min(best, value);
  };
  return (event) => {
    if (event.kind === "start") {
      [best, waited] = [Number.POSITIVE_INFINITY, 0];
      event.rows.forEach(take);
    }
    if (event.kind === "epoch") take(event.row);
    if (event.kind !== "start" && event.kind !== "epoch") return;
    return waited >= patience ? "stop" : undefined;
  };
}
