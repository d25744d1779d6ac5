/** What `fit` tells its callbacks. A callback is a function of one event; it may end training by returning "stop". */
export type FitEvent<Name extends string = string> =
  | StartEvent<Name>
  | StepEvent<Name>
  | EpochEvent<Name>
  | EndEvent<Name>;

/** Before the first step. */
export interface StartEvent<Name extends string = string> {
  readonly kind: "start";
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  /** Number of training examples. */
  readonly examples: number;
  /** The keys of the objective, in its order. */
  readonly terms: readonly Name[];
  /** Whether this goes on from a checkpoint. */
  readonly resumed: boolean;
  /** The rows of the epochs that the earlier run had finished by then; empty for a new one. */
  readonly rows: readonly EpochRow<Name>[];
}

/** After every step. */
export interface StepEvent<Name extends string = string> {
  readonly kind: "step";
  /** 1-based. */
  readonly epoch: number;
  /** 1-based, within the epoch. */
  readonly step: number;
  /** The weighted sum of the terms on this batch. */
  readonly loss: number;
  /** Each term on this batch, before its weight. */
  readonly losses: Readonly<Record<Name, number>>;
  /** Share of this epoch's training examples so far that the student got right, in [0, 1]. */
  readonly accuracy: number;
}

/** After every epoch, with its row of the history. */
export interface EpochEvent<Name extends string = string> {
  readonly kind: "epoch";
  readonly row: EpochRow<Name>;
}

/** After the last step, however training ended. */
export interface EndEvent<Name extends string = string> {
  readonly kind: "end";
  readonly reason: EndReason;
  /** Every finished epoch's row. */
  readonly rows: readonly EpochRow<Name>[];
  /** The row of the best epoch: by validation, or the last one without it. Absent if no epoch was finished. */
  readonly best?: EpochRow<Name>;
}

/** finished: all epochs ran; stopped: a callback said so; aborted: the AbortSignal did; failed: an error ended it. */
export type EndReason = "finished" | "stopped" | "aborted" | "failed";

/** One epoch of the history. Equal seeds, engine and machine give equal rows, digit for digit. */
export interface EpochRow<Name extends string = string> {
  /** 1-based. */
  readonly epoch: number;
  /** Mean over the epoch's training examples of the weighted sum of the terms. */
  readonly loss: number;
  /** Mean over the epoch's training examples of each term, before its weight. */
  readonly losses: Readonly<Record<Name, number>>;
  /** Share of training examples right while training (dropout on, weights moving), in [0, 1]. */
  readonly accuracy: number;
  /** The learning rate of the epoch's last step. */
  readonly learningRate: number;
  readonly validation?: ValidationScores;
}

/** Scores on the validation split after an epoch. */
export interface ValidationScores {
  /** Share right, in [0, 1]. */
  readonly accuracy: number;
  /** Mean negative log-likelihood of the true class, in nats. */
  readonly negativeLogLikelihood: number;
}

export type Callback<Name extends string = string> = (
  event: FitEvent<Name>,
) => undefined | "stop" | void | Promise<undefined | "stop" | void>;
