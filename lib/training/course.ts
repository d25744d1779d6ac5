import type { Net } from "../models/net";
import { bestWeights } from "./best-weights";
import type { Callback, EndReason, EpochRow, FitEvent } from "./events";
import type { History } from "./history";

/** How one run of `fit` has gone so far, and who is told of it. */
export interface Course<Name extends string> {
  /** Every finished epoch's row. */
  readonly rows: readonly EpochRow<Name>[];
  readonly tell: (event: FitEvent<Name>) => Promise<void>;
  /** Whether a callback or the signal has ended training. */
  readonly isOver: () => boolean;
  /** Takes in a finished epoch: its row, and the weights if they are the best so far. */
  readonly add: (row: EpochRow<Name>) => Promise<void>;
  /** Says that training ended, and why. */
  readonly end: (failed?: "failed") => Promise<History<Name>>;
  readonly history: () => History<Name>;
  readonly restoreBest: () => void;
}

export interface CourseOptions<Name extends string> {
  readonly callbacks?: readonly Callback<Name>[];
  readonly signal?: AbortSignal;
}

/** The beginning of a run. */
export function courseOf<Name extends string>(
  student: Net,
  { callbacks = [], signal }: CourseOptions<Name>,
): Course<Name> {
  const rows: EpochRow<Name>[] = [];
  const best = bestWeights<Name>(student);
  let reason: EndReason = "finished";
  const history = (): History<Name> => ({ epochs: rows, best: best.row, reason, restoreBest: best.restore });
  const tell = async (event: FitEvent<Name>): Promise<void> => {
    for (const callback of callbacks) {
      if ((await callback(event)) === "stop" && event.kind !== "end") reason = "stopped";
    }
  };
  return {
    rows,
    tell,
    history,
    restoreBest: best.restore,
    isOver() {
      if (signal?.aborted) reason = "aborted";
      return reason !== "finished";
    },
    async add(row) {
      rows.push(row);
      await best.consider(row);
      await tell({ kind: "epoch", row });
    },
    async end(failed) {
      if (failed !== undefined) reason = failed;
      await tell({ kind: "end", reason, rows, ...(best.row === undefined ? {} : { best: best.row }) });
      return history();
    },
  };
}
