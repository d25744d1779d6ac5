import { writeCheckpoint } from "./checkpoint-files";
import type { Position, SavedState } from "./checkpoint-state";
import type { Course } from "./course";
import type { Run } from "./run";
import type { RunIdentity } from "./run-identity";
import { numbered } from "./run-state";

/** Where and how often a run is written down, so that it can be resumed. */
export interface CheckpointOptions {
  /** A folder of its own for every run; the last two checkpoints are kept in it. */
  readonly folder: string;
  /** Steps between two checkpoints, from 1. */
  readonly everySteps?: number;
  /** Minutes between two checkpoints, above 0; 1 where neither is given. */
  readonly everyMinutes?: number;
}

const MINUTE = 60_000;

/** Writes a run down now and then. */
export interface Checkpoints {
  /** Writes a checkpoint if one is due, or `now`. */
  readonly reached: (position: () => Position, now?: boolean) => Promise<void>;
}

/** Nothing is written. */
export const NO_CHECKPOINTS: Checkpoints = { reached: async () => {} };

/** A folder that takes no file is no reason to end training: that is said once, and the old checkpoint stays. */
export function checkpoints<S extends string, T extends string, Name extends string>(
  { folder, everySteps, everyMinutes = everySteps === undefined ? 1 : Number.POSITIVE_INFINITY }: CheckpointOptions,
  {
    run,
    course,
    identity,
    engine,
    log,
  }: {
    readonly run: Run<S, T>;
    readonly course: Course<Name>;
    readonly identity: RunIdentity;
    readonly engine: string;
    readonly log: (line: string) => void;
  },
): Checkpoints {
  let [lastSteps, lastTime, said] = [run.steps, performance.now(), false];
  const isDue = (): boolean =>
    run.steps - lastSteps >= (everySteps ?? Number.POSITIVE_INFINITY) ||
    performance.now() - lastTime >= everyMinutes * MINUTE;
  return {
    async reached(position, now = false) {
      if (!now && !isDue()) return;
      [lastSteps, lastTime] = [run.steps, performance.now()];
      const [{ steps, arrays }, { rows, kept }] = [await run.state(), course.state()];
      const epochs = Object.entries(kept).map(([name, { epoch }]) => [name, epoch] as const);
      const state: SavedState<Name> = {
        ...{ identity, engine, steps, position: position(), rows, kept: Object.fromEntries(epochs) },
      };
      const weights = Object.entries(kept).flatMap(([name, each]) => numbered(name, each.weights));
      try {
        await writeCheckpoint(folder, steps, { state, arrays: new Map([...arrays, ...weights]) });
      } catch (error) {
        if (!said) log(`fit: no checkpoint could be written, training goes on without: ${(error as Error).message}`);
        said = true;
      }
    },
  };
}
