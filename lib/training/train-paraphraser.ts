import { join } from "node:path";
import { compile } from "../compile/compile";
import { currentEngine } from "../compile/use-engine";
import { type Batch, batches } from "../datasets/batches";
import type { Split } from "../datasets/split";
import { cacheFolder } from "../files/cache-folder";
import { choice } from "../losses/choice";
import { type Paraphraser, paraphraser } from "../losses/paraphraser";
import type { Net } from "../models/net";
import type { HostTensor } from "../tensors/host-tensor";
import * as tf from "../tensors/tf";
import type { Given } from "./fit-options";
import { channelsOf, NAME, type ParaphraserTraining } from "./paraphraser-options";
import { teacherFeature, teacherViews } from "./teacher-views";

/** A paraphraser, and the mean reconstruction loss of every epoch that was finished. */
export interface TrainedParaphraser extends Paraphraser {
  readonly losses: readonly number[];
}

/**
 * Trains the paraphraser of `factorTransfer` to give a teacher's feature back: L = mean over all elements of (t − P(t))²,
 * or of |t − P(t)|. The teacher stays as it is and no label is looked at. Whoever asks for it disposes of it.
 *
 * The step is compiled; equal seeds, engine and machine give the same weights, digit for digit. Kim et al. 2018, Paraphrasing
 * Complex Network, eq. 1. The authors train it for as long as a net; RepDistiller 30 epochs, torchdistill one.
 *
 * @throws RangeError for an option that is out of range, or a tap that is no map [height, width, channels]
 * @throws Error when the loss is no finite number any more
 */
export async function trainParaphraser<T extends string>(
  teacher: Net<T>,
  tap: Given<T>,
  train: Split,
  options: ParaphraserTraining,
): Promise<TrainedParaphraser> {
  const { seed, rate = 0.5, variant = "paper", signal, log = console.log, engine = currentEngine() } = options;
  const { viewsBudget = 1e9, viewsFolder = join(cacheFolder(), "teacher-views") } = options;
  const distance = choice(NAME, "variant", variant, { paper: tf.square, reference: tf.abs });
  const made = paraphraser({ channels: channelsOf(teacher, tap, train, options), rate, seed });
  try {
    const keeping = { augmented: false, budget: viewsBudget, folder: viewsFolder, signal } as const;
    const views = await teacherViews({ teacher, taps: [tap], train, engine, log, ...keeping });
    const body = ({ feature }: { readonly feature: tf.Tensor }) => ({
      loss: tf.mean<tf.Scalar>(distance(tf.sub(made.reconstruction(feature), feature))),
    });
    const minimize = { loss: "loss", variables: made.variables, optimizer: options.optimizer } as const;
    const step = compile(body, { name: NAME, engine, minimize });
    try {
      const loss = async (batch: Batch): Promise<number> => {
        const feature = (await views.of(batch))[teacherFeature(tap)] as HostTensor<Float32Array>;
        return (await step({ feature })).loss.values[0]!;
      };
      return { ...made, losses: await lossesOf(train, options, loss) };
    } finally {
      for (const part of [step, views]) await part.dispose();
    }
  } catch (error) {
    made.dispose();
    throw error;
  }
}

/** Takes the steps; the mean loss of every finished epoch. */
async function lossesOf(
  train: Split,
  { epochs, batchSize, seed, signal, log = console.log }: ParaphraserTraining,
  loss: (batch: Batch) => Promise<number>,
): Promise<readonly number[]> {
  const losses: number[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let sum = 0;
    for (const batch of batches(train, { batchSize, shuffle: { seed, epoch } })) {
      if (signal?.aborted) return losses;
      sum += (await loss(batch)) * batch.labels.values.length;
      if (!Number.isFinite(sum)) {
        throw new Error(`${NAME}: the loss became ${sum} in epoch ${epoch}; a lower learning rate usually helps`);
      }
    }
    losses.push(sum / train.length);
    log(`paraphraser: epoch ${epoch} of ${epochs}, reconstruction loss ${losses.at(-1)!.toPrecision(4)}`);
  }
  return losses;
}
