import type { EndReason, EpochRow } from "./events";

/** What a run of `fit` leaves behind, beside the trained net. */
export interface History<Name extends string = string> {
  /** One row per finished epoch. */
  readonly epochs: readonly EpochRow<Name>[];
  /** The row of the best epoch: the most accurate on the validation split, or the last one without it. */
  readonly best: EpochRow<Name> | undefined;
  readonly reason: EndReason;
  /** Puts the weights of the best epoch into the net, which else has those of the last step. */
  readonly restoreBest: () => void;
}

/** Training stopped because a term was no finite number any more. */
export class DivergedError<Name extends string = string> extends Error {
  override readonly name = "DivergedError";
  readonly history: History<Name>;

  constructor(message: string, history: History<Name>) {
    super(message);
    this.history = history;
  }
}
