import { batches } from "../datasets/batches";
import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import type { HostTensor } from "../tensors/host-tensor";
import { dispose } from "../tensors/tf";
import { bestWeights } from "./best-weights";
import { EpochSums } from "./epoch-sums";
import type { EndReason, EpochRow, FitEvent, StepEvent } from "./events";
import { checkFit, type FitOptions } from "./fit-options";
import { DivergedError, type History } from "./history";
import { type Objective, weightAt } from "./objective";
import { openRun, type Run } from "./run";
import { constant } from "./schedules";
import { weightFeed } from "./training-step";

/**
 * Trains `student` on `train` by minimising a weighted sum of terms; with a teacher and terms that compare with it,
 * this is distillation. There is no other training loop.
 *
 * The step is compiled. Equal seeds, engine and machine give the same history, digit for digit. Ends early when a
 * callback returns "stop" or `signal` is aborted, with the history so far.
 *
 * @throws RangeError or TypeError, before the first step, for an option that is not accepted
 * @throws DivergedError, with the history so far, when a term is no finite number: it names term, epoch and step
 */
export async function fit<S extends string, T extends string, const O extends Objective<S, T>>(
  student: Net<S>,
  train: Split,
  options: FitOptions<S, T, O>,
): Promise<History<keyof O & string>> {
  checkFit(student, train, options);
  const run = await openRun(student, train, options);
  try {
    return await loop<S, T, keyof O & string>(student, train, options as never, run);
  } finally {
    await run.close();
    dispose(run.adapters);
  }
}

type Options<S extends string, T extends string, Name extends string> = FitOptions<S, T, Objective<S, T>> & {
  readonly callbacks?: readonly ((event: FitEvent<Name>) => unknown)[];
};

async function loop<S extends string, T extends string, Name extends string>(
  student: Net<S>,
  train: Split,
  options: Options<S, T, Name>,
  run: Run<S, T>,
): Promise<History<Name>> {
  const { epochs, batchSize, seed, augment, callbacks = [], signal, optimizer, schedule = constant() } = options;
  const names = run.summands.map(({ name }) => name as Name);
  const stepsPerEpoch = Math.ceil(train.length / batchSize);
  const rows: EpochRow<Name>[] = [];
  const best = bestWeights<Name>(student);
  let reason: EndReason = "finished";
  const history = (): History<Name> => ({ epochs: rows, best: best.row, reason, restoreBest: best.restore });
  const tell = async (event: FitEvent<Name>): Promise<void> => {
    for (const callback of callbacks) if ((await callback(event)) === "stop") reason = "stopped";
  };
  const isOver = (): boolean => {
    if (signal?.aborted) reason = "aborted";
    return reason !== "finished";
  };

  await tell({ kind: "start", epochs, stepsPerEpoch, batchSize, examples: train.length, terms: names });
  for (let epoch = 1; epoch <= epochs && !isOver(); epoch++) {
    if (schedule.reloadBest?.(rows)) best.restore();
    const weights = weightFeeds(run, epoch);
    const sums = new EpochSums(epoch, names);
    let learningRate = optimizer.learningRate;
    for (const batch of batches(train, { batchSize, shuffle: { seed, epoch }, ...(augment ? { augment } : {}) })) {
      if (isOver()) break;
      const step = run.steps + 1;
      learningRate = optimizer.learningRate * schedule.factor({ step, steps: epochs * stepsPerEpoch, rows });
      const results = await run.step(batch, weights, learningRate);
      const said = sums.add(results, batch.labels.values.length);
      if (!Number.isFinite(said.loss)) throw diverged(said, history());
      await tell(said);
    }
    if (isOver()) break;
    const validation = await run.validate();
    const row: EpochRow<Name> = { epoch, ...sums.means, learningRate, ...(validation ? { validation } : {}) };
    rows.push(row);
    await best.consider(row);
    await tell({ kind: "epoch", row });
  }
  await tell({ kind: "end", reason, rows, ...(best.row === undefined ? {} : { best: best.row }) });
  return history();
}

/** The weight of each term in an epoch, and the epoch itself, as feeds. */
function weightFeeds<S extends string, T extends string>(run: Run<S, T>, epoch: number): Record<string, HostTensor> {
  const scalar = (value: number): HostTensor => ({ values: Float32Array.of(value), shape: [] });
  const weights = run.summands.map(({ name, weight }) => [weightFeed(name), scalar(weightAt(name, weight, epoch))]);
  return { epoch: scalar(epoch), ...Object.fromEntries(weights) };
}

function diverged<Name extends string>({ epoch, step, loss, losses }: StepEvent<Name>, history: History<Name>): Error {
  const [name, value] = Object.entries<number>(losses).find(([, each]) => !Number.isFinite(each)) ?? ["loss", loss];
  return new DivergedError(
    `fit: the term "${name}" became ${value} in epoch ${epoch}, step ${step}; ${history.epochs.length} epochs were ` +
      "finished, and error.history.restoreBest() puts the best one's weights back. A lower learning rate usually helps",
    history,
  );
}
