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
  /** The rows, and the weights that are kept. */
  readonly state: () => CourseState<Name>;
  /** Goes on from the state of another course. */
  readonly resume: (state: CourseState<Name>) => void;
}

/** What a course knows, for a checkpoint: the rows of the kept weights are among its rows. */
export interface CourseState<Name extends string> {
  readonly rows: readonly EpochRow<Name>[];
  /** By name, "best" and "lowest loss": the epoch, and the weights after it. */
  readonly kept: Readonly<Record<string, { readonly epoch: number; readonly weights: readonly Float32Array[] }>>;
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
  const keepers = { best, ...(lowest === undefined ? {} : { "lowest loss": lowest }) };
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
    state() {
      const kept = Object.entries(keepers).flatMap(([name, { row, weights }]) =>
        row === undefined ? [] : [[name, { epoch: row.epoch, weights }] as const],
      );
      return { rows: [...rows], kept: Object.fromEntries(kept) };
    },
    resume(state) {
      rows.push(...state.rows);
      for (const [name, keeper] of Object.entries(keepers)) {
        const { epoch, weights } = state.kept[name] ?? {};
        const row = rows.find((each) => each.epoch === epoch);
        if (row !== undefined && weights !== undefined) keeper.resume(row, weights);
      }
    },
    isOver() {
      if (signal?.aborted) reason = "aborted";
      return reason !== "finished";
    },
    async add(row) {
      rows.push(row);
      for (const keeper of Object.values(keepers)) await keeper.consider(row);
      await tell({ kind: "epoch", row });
    },
    async end(failed) {
      if (failed !== undefined) reason = failed;
      await tell({ kind: "end", reason, rows, ...(best.row === undefined ? {} : { best: best.row }) });
      return history();
    },
  };
}
