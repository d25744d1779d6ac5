import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import { dispose } from "../tensors/tf";
import { courseOf } from "./course";
import { earlierRun } from "./earlier-run";
import { checkFit, type FitOptions } from "./fit-options";
import type { History } from "./history";
import { loop } from "./loop";
import { bindObjective, type Objective } from "./objective";
import { restore } from "./resume";
import { openRun } from "./run";

/**
 * Trains `student` on `train` by minimising a weighted sum of terms; with a teacher and terms that compare with it,
 * this is distillation. There is no other training loop.
 *
 * The step is compiled. Equal seeds, engine and machine give the same history, digit for digit. Ends early when a
 * callback returns "stop" or `signal` is aborted, with the history so far. Without a teacher a term that names a
 * teacher's tap does not compile: T is "no teacher" then.
 *
 * With `checkpoint` it is written down as it goes, and with `resume` it goes on from there.
 *
 * @throws RangeError or TypeError, before the first step, for an option that is not accepted
 * @throws Error for a folder with checkpoints that may not be resumed, or that are of another run, naming what differs
 * @throws DivergedError, with the history so far, when a term is no finite number: it names term, epoch and step
 */
export async function fit<S extends string, Name extends string, T extends string = "no teacher">(
  student: Net<S>,
  train: Split,
  options: FitOptions<S, T, Name>,
): Promise<History<Name>> {
  checkFit(student, train, options);
  const summands = bindObjective(options.objective as Objective<S, T>, student, options.teacher);
  try {
    const earlier = await earlierRun<S, T, Name>(student, train, summands, options);
    const run = await openRun(student, train, summands, options);
    try {
      const course = courseOf<Name>(student, options);
      if (earlier.saved !== undefined) restore(earlier.saved, run, course);
      const keeper = { checkpoints: earlier.checkpoints(run, course), from: earlier.saved?.state.position };
      return await loop(train, options, run, course, keeper);
    } finally {
      await run.close();
    }
  } finally {
    for (const { bound } of summands) dispose([...bound.variables]);
  }
}
