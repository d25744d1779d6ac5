import type { Net } from "../models/net";
import { bestWeights, hasLowerLoss, isMoreAccurate } from "./best-weights";
import type { Callback, EndReason, EpochRow, FitEvent } from "./events";
import type { History } from "./history";
import type { Schedule } from "./schedules";

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
  /** Puts the weights of the lowest loss back, for a schedule that asks for it. */
  readonly reload: () => void;
}

export interface CourseOptions<Name extends string> {
  readonly callbacks?: readonly Callback<Name>[];
  readonly signal?: AbortSignal;
  readonly schedule?: Schedule;
}

/** The beginning of a run. */
export function courseOf<Name extends string>(
  student: Net,
  { callbacks = [], signal, schedule }: CourseOptions<Name>,
): Course<Name> {
  const rows: EpochRow<Name>[] = [];
  const best = bestWeights<Name>(student, isMoreAccurate);
  const lowest = schedule?.reloadBest === undefined ? undefined : bestWeights<Name>(student, hasLowerLoss);
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
    reload: () => lowest?.restore(),
    isOver() {
      if (signal?.aborted) reason = "aborted";
      return reason !== "finished";
    },
    async add(row) {
      rows.push(row);
      for (const kept of [best, lowest]) await kept?.consider(row);
      await tell({ kind: "epoch", row });
    },
    async end(failed) {
      if (failed !== undefined) reason = failed;
      await tell({ kind: "end", reason, rows, ...(best.row === undefined ? {} : { best: best.row }) });
      return history();
    },
  };
}
