import { compile } from "../compile/compile";
import type { Engine } from "../compile/engine";
import { batches } from "../datasets/batches";
import type { Split } from "../datasets/split";
import { inputGradient } from "../models/input-gradient";
import { type Net, tapped } from "../models/net";
import type { HostTensor } from "../tensors/host-tensor";
import type * as tf from "../tensors/tf";
import { imagesOf } from "./images";

/** A compiled forward pass in inference mode: logits, and the features of the taps asked for. */
export interface Forward {
  /**
   * @param pixels uint8 [batch, height, width, channels]
   * @param labels int32 [batch], for the gradient by the input
   */
  readonly of: (
    pixels: HostTensor<Uint8Array>,
    labels?: HostTensor<Int32Array>,
  ) => Promise<Readonly<Record<string, HostTensor>>>;
  readonly dispose: () => Promise<void>;
}

export const LOGITS = "logits";

/** The result that holds ∂L/∂x of each example, in the shape of the images. */
export const INPUT_GRADIENT = "∂L/∂x";

/** The result of a forward pass that holds a tap's feature. */
export const tapResult = (tap: string): string => `tap ${tap}`;

/**
 * Compiles the forward pass of a net; its results are called `LOGITS`, `tapResult` of each tap and, if the gradient is asked
 * for, `INPUT_GRADIENT`.
 */
export function forward<Tap extends string>(
  net: Net<Tap>,
  taps: readonly Tap[],
  engine?: Engine,
  { withInputGradient = false }: { readonly withInputGradient?: boolean } = {},
): Forward {
  const look = tapped(net, taps);
  const logitsOf = (images: tf.Tensor) => look(images, { training: false }).logits;
  const run = compile(
    ({ pixels, labels }: { readonly pixels: tf.Tensor; readonly labels?: tf.Tensor }): Record<string, tf.Tensor> => {
      const images = imagesOf(pixels);
      const { logits, features } = look(images, { training: false });
      const named = Object.entries<tf.Tensor>(features).map(([tap, feature]) => [tapResult(tap), feature] as const);
      const gradient = labels && { [INPUT_GRADIENT]: inputGradient(logitsOf, images, labels as tf.Tensor1D, logits) };
      return { [LOGITS]: logits, ...Object.fromEntries(named), ...gradient };
    },
    { name: `the forward pass of ${net.model.name}`, ...(engine === undefined ? {} : { engine }) },
  );
  return {
    of: (pixels, labels) => run(withInputGradient ? { pixels, labels: labels! } : { pixels }),
    dispose: run.dispose,
  };
}

/** The largest batch of at most `most` examples that divides the split without rest, if it is not too small. */
export function evenBatch(length: number, most = 1000): number {
  for (let size = Math.min(most, length); size >= Math.min(most, length) / 4; size--) {
    if (length % size === 0) return size;
  }
  return Math.min(most, length);
}

/**
 * Runs a forward pass over a split and hands on what it shows, in the order of the split.
 * @param signal ends it after the batch at which it is aborted
 */
export async function overSplit(
  pass: Forward,
  split: Split,
  take: (views: Readonly<Record<string, HostTensor>>, start: number) => void,
  { batchSize = evenBatch(split.length), signal }: { readonly batchSize?: number; readonly signal?: AbortSignal } = {},
): Promise<void> {
  let start = 0;
  for (const { pixels, labels } of batches(split, { batchSize })) {
    if (signal?.aborted) return;
    take(await pass.of(pixels, labels), start);
    start += labels.values.length;
  }
}

/** The logits of every example of a split, in its order: row-major [length, classes]. */
export async function logitsOver(
  pass: Forward,
  split: Split,
  { classes, batchSize }: { readonly classes: number; readonly batchSize?: number | undefined },
): Promise<Float32Array> {
  const logits = new Float32Array(split.length * classes);
  await overSplit(pass, split, (views, start) => logits.set(views[LOGITS]!.values, start * classes), {
    ...(batchSize === undefined ? {} : { batchSize }),
  });
  return logits;
}
