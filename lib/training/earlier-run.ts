import { mkdir } from "node:fs/promises";
import { currentEngine } from "../compile/use-engine";
import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import { type Checkpoints, checkpoints, NO_CHECKPOINTS } from "./checkpoints";
import type { Course } from "./course";
import type { FitOptions } from "./fit-options";
import type { Summand } from "./objective";
import { newestCheckpoint, type Saved } from "./resume";
import type { Run } from "./run";
import { runIdentity } from "./run-identity";

/** What an earlier run left of the same training, and what this one leaves. */
export interface EarlierRun<S extends string, T extends string, Name extends string> {
  readonly saved: Saved<Name> | undefined;
  readonly checkpoints: (run: Run<S, T>, course: Course<Name>) => Checkpoints;
}

/**
 * Looks for checkpoints where the options say, before anything is computed.
 * @throws Error if the folder can't be made, and as `newestCheckpoint`
 */
export async function earlierRun<S extends string, T extends string, Name extends string>(
  student: Net<S>,
  train: Split,
  summands: readonly Summand<S, T>[],
  options: FitOptions<S, T, Name>,
): Promise<EarlierRun<S, T, Name>> {
  const { checkpoint, resume = false, engine = currentEngine(), log = console.log } = options;
  if (checkpoint === undefined) return { saved: undefined, checkpoints: () => NO_CHECKPOINTS };
  const { folder } = checkpoint;
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new Error(`fit: checkpoint.folder "${folder}" is not to be had: ${cause.message}`, { cause });
  });
  const told = { identity: await runIdentity(student, train, summands, options), engine: engine.description, log };
  const saved = await newestCheckpoint<Name>(folder, { ...told, resume });
  return { saved, checkpoints: (run, course) => checkpoints(checkpoint, { ...told, run, course }) };
}
