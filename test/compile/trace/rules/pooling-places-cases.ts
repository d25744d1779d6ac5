import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, wholeFloat } from "./case";

export const poolingPlacesCases: readonly Case[] = (["same", "valid"] as const).flatMap((pad) =>
  [
    { window: 2, strides: 2 },
    { window: 3, strides: 1 },
    { window: [2, 3] as [number, number], strides: [3, 1] as [number, number] },
  ].flatMap(({ window, strides }) =>
    [false, true].map(
      (includeBatch): Case => ({
        name: `maxPoolWithArgmax, window ${window}, strides ${strides}, ${pad}${includeBatch ? ", with the batch" : ""}`,
        inputs: [float([2, 5, 6, 3]), wholeFloat([2, 5, 6, 3], -1, 2)],
        compute: (...inputs) =>
          inputs.flatMap((x) =>
            Object.values(tf.maxPoolWithArgmax(x as tf.Tensor4D, window, strides, pad, includeBatch)),
          ),
        gradient: false,
      }),
    ),
  ),
);
