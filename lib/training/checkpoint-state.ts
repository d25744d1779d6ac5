import type { EpochState } from "./epoch-sums";
import type { EpochRow } from "./events";
import type { RunIdentity } from "./run-identity";

/** Where in an epoch a run is; without `sums` at its start. */
export interface Position {
  readonly epoch: number;
  readonly sums?: EpochState;
  /** The learning rate of the last step. */
  readonly learningRate: number;
}

/** What a checkpoint says beside its arrays. */
export interface SavedState<Name extends string> {
  readonly identity: RunIdentity;
  readonly engine: string;
  readonly steps: number;
  readonly position: Position;
  readonly rows: readonly EpochRow<Name>[];
  /** The epochs of the weights that are kept. */
  readonly kept: Readonly<Record<string, number>>;
}
