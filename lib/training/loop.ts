import { batches } from "../datasets/batches";
import type { Split } from "../datasets/split";
import type { HostTensor } from "../tensors/host-tensor";
import type { Position } from "./checkpoint-state";
import type { Checkpoints } from "./checkpoints";
import type { Course } from "./course";
import { EpochSums } from "./epoch-sums";
import type { EpochRow, StepEvent } from "./events";
import type { FitOptions } from "./fit-options";
import { DivergedError, type History } from "./history";
import { weightAt } from "./objective";
import type { Run } from "./run";
import { constant } from "./schedules";
import { weightFeed } from "./training-step";

/** The loop over the epochs: all of training that is no preparation. */
export async function loop<S extends string, T extends string, Name extends string>(
  train: Split,
  options: FitOptions<S, T, Name>,
  run: Run<S, T>,
  course: Course<Name>,
  { checkpoints, from }: { readonly checkpoints: Checkpoints; readonly from: Position | undefined },
): Promise<History<Name>> {
  const { epochs, batchSize, schedule = constant() } = options;
  const stepsPerEpoch = Math.ceil(train.length / batchSize);
  const terms = run.summands.map(({ name }) => name as Name);
  await course.tell({
    kind: "start",
    epochs,
    stepsPerEpoch,
    batchSize,
    examples: train.length,
    terms,
    resumed: from !== undefined,
    rows: [...course.rows],
  });
  try {
    for (let epoch = from?.epoch ?? 1; epoch <= epochs && !course.isOver(); epoch++) {
      const inside = from?.epoch === epoch && from.sums !== undefined ? from : undefined;
      if (inside === undefined && schedule.reloadBest?.(course.rows)) course.reload();
      const row = await epochOf(epoch, train, options, run, course, { checkpoints, from: inside });
      if (row === undefined) break;
      await course.add(row);
      const next = { epoch: epoch + 1, learningRate: row.learningRate };
      await checkpoints.reached(() => next, epoch === epochs || course.isOver());
    }
  } catch (error) {
    await course.end("failed");
    throw error;
  }
  return course.end();
}

/** One epoch, step by step, and its row; nothing if it was ended midway. */
async function epochOf<S extends string, T extends string, Name extends string>(
  epoch: number,
  train: Split,
  { batchSize, seed, augment, epochs, optimizer, schedule = constant() }: FitOptions<S, T, Name>,
  run: Run<S, T>,
  course: Course<Name>,
  { checkpoints, from }: { readonly checkpoints: Checkpoints; readonly from: Position | undefined },
): Promise<EpochRow<Name> | undefined> {
  const weights = weightFeeds(run, epoch);
  const names = run.summands.map(({ name }) => name as Name);
  const sums = new EpochSums(epoch, names, from?.sums);
  const steps = epochs * Math.ceil(train.length / batchSize);
  let learningRate = from?.learningRate ?? optimizer.learningRate;
  const position = (): Position => ({ epoch, sums: sums.state, learningRate });
  const skip = from?.sums?.step ?? 0;
  for (const batch of batches(train, { batchSize, shuffle: { seed, epoch }, skip, ...(augment ? { augment } : {}) })) {
    if (course.isOver()) {
      await checkpoints.reached(position, true);
      return undefined;
    }
    const moment = { step: run.steps + 1, steps, rows: course.rows };
    learningRate = optimizer.learningRate * schedule.factor(moment);
    const said = sums.add(await run.step(batch, weights, learningRate), batch.labels.values.length);
    if (!Number.isFinite(said.loss)) throw diverged(said, course.history());
    await course.tell(said);
    await checkpoints.reached(position);
  }
  const validation = await run.validate();
  return { epoch, ...sums.means, learningRate, ...(validation ? { validation } : {}) };
}

/** The weight of each term in an epoch, and the epoch itself, as feeds. */
function weightFeeds<S extends string, T extends string>(run: Run<S, T>, epoch: number): Record<string, HostTensor> {
  const scalar = (value: number): HostTensor => ({ values: Float32Array.of(value), shape: [] });
  const weights = run.summands.map(({ name, weight }) => [weightFeed(name), scalar(weightAt(name, weight, epoch))]);
  return { epoch: scalar(epoch), ...Object.fromEntries(weights) };
}

function diverged<Name extends string>({ epoch, step, loss, losses }: StepEvent<Name>, history: History<Name>): Error {
  const [name, value] = Object.entries<number>(losses).find(([, each]) => !Number.isFinite(each)) ?? ["loss", loss];
  const count = history.epochs.length;
  const finished = count === 1 ? "1 epoch was" : `${count} epochs were`;
  return new DivergedError(
    `fit: the term "${name}" became ${value} in epoch ${epoch}, step ${step}; ${finished} ` +
      "finished, and error.history.restoreBest() puts the best one's weights back. A lower learning rate usually helps",
    { ...history, reason: "failed" },
  );
}
