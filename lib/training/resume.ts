import { join } from "node:path";
import { checkpointNames, readCheckpoint } from "./checkpoint-files";
import type { SavedState } from "./checkpoint-state";
import type { Course } from "./course";
import type { Run } from "./run";
import { differences, type RunIdentity } from "./run-identity";
import { listOf } from "./run-state";

/** A checkpoint that was read, and belongs to this run. */
export interface Saved<Name extends string> {
  /** The folder that it was read from. */
  readonly path: string;
  readonly state: SavedState<Name>;
  readonly arrays: ReadonlyMap<string, Float32Array>;
}

/**
 * The newest checkpoint in the folder that is whole; undefined if there is none. Says which, and which are damaged.
 * @throws Error if there are checkpoints and `resume` is false, if all are damaged, or if it is another run's, naming
 *   what differs
 */
export async function newestCheckpoint<Name extends string>(
  folder: string,
  {
    resume,
    identity,
    engine,
    log,
  }: Readonly<{ resume: boolean; identity: RunIdentity; engine: string }> & {
    readonly log: (line: string) => void;
  },
): Promise<Saved<Name> | undefined> {
  const names = await checkpointNames(folder);
  if (names.length === 0) {
    if (resume) log(`no checkpoint in ${folder} yet: training starts at the beginning`);
    return undefined;
  }
  if (!resume) {
    throw new Error(
      `fit: "${folder}" holds checkpoints of an earlier run; resume: true goes on from them, another folder starts anew`,
    );
  }
  const problems: string[] = [];
  for (const name of names) {
    const found = await readCheckpoint(folder, name).catch(({ message }: Error) => void problems.push(message));
    if (found === undefined) {
      log(`checkpoint ${name} is damaged, the one before is tried: ${problems.at(-1)}`);
      continue;
    }
    const saved = { ...found, path: join(folder, name) } as Saved<Name>;
    const unlike = differences(saved.state.identity, identity);
    if (unlike.length > 0) {
      throw new Error(`fit: the checkpoint "${name}" in "${folder}" is of another run:\n${unlike.join("\n")}`);
    }
    const { steps, position } = saved.state;
    const other = saved.state.engine === engine ? "" : `, written on ${saved.state.engine}`;
    log(`resumed after step ${steps.toLocaleString("en")}, in epoch ${position.epoch}${other}`);
    return saved;
  }
  throw new Error(`fit: every checkpoint in "${folder}" is damaged: ${problems.join("; ")}`);
}

/** What keeps the numbers of a checkpoint from being those of a run; undefined if nothing does. */
function misfit<S extends string, T extends string, Name extends string>(
  { position, rows, kept, steps }: SavedState<Name>,
  { summands }: Run<S, T>,
): string | undefined {
  const { epoch, sums } = position;
  if (rows.length !== epoch - 1) return `is in epoch ${epoch} and has ${rows.length} finished epochs`;
  const late = rows.findIndex((row, i) => row.epoch !== i + 1);
  if (late >= 0) return `has the row of epoch ${rows[late]!.epoch} in the place of ${late + 1}`;
  if (sums !== undefined && sums.terms.length !== summands.length) {
    return `has the sums of ${sums.terms.length} terms; the objective has ${summands.length}`;
  }
  if (sums !== undefined && sums.step > steps) return `has done ${steps} steps, ${sums.step} of them in its last epoch`;
  const unknown = Object.entries(kept).find(([, each]) => each >= epoch);
  return unknown && `keeps the weights "${unknown[0]}" of epoch ${unknown[1]}, which is not finished`;
}

/**
 * Puts a run and its course where the checkpoint left them.
 * @throws Error that names the checkpoint if its numbers do not go together, or not with the run
 */
export function restore<S extends string, T extends string, Name extends string>(
  { path, state, arrays }: Saved<Name>,
  run: Run<S, T>,
  course: Course<Name>,
): void {
  const fail = (reason: string): Error => new Error(`fit: the checkpoint "${path}" ${reason}`);
  const problem = misfit(state, run);
  if (problem !== undefined) throw fail(problem);
  const kept = Object.entries(state.kept).map(([name, epoch]) => [name, { epoch, weights: listOf(arrays, name) }]);
  try {
    course.resume({ rows: state.rows, kept: Object.fromEntries(kept) });
    run.resume({ steps: state.steps, arrays });
  } catch (error) {
    throw fail(`does not fit the run: ${(error as Error).message}`);
  }
}
