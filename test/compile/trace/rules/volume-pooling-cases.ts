import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, wholeFloat } from "./case";
import { Generator } from "./generator";

type Triple = [number, number, number];

const WINDOWS: readonly (readonly [window: number | Triple, strides: number | Triple])[] = [
  [2, 2],
  [2, 1],
  [3, 2],
  [1, 2],
  [2, 3],
  [
    [1, 3, 2],
    [2, 1, 1],
  ],
];

const triple = (of: number | Triple): Triple => (typeof of === "number" ? [of, of, of] : of);

/** The largest of shifted slices, which has the right gradient; tfjs' cpu backend has a wrong one where sides differ. */
function ofSlices(x: tf.Tensor, window: Triple, strides: Triple): tf.Tensor {
  const counts = window.map((extent, i) => Math.floor((x.shape[i + 1]! - extent) / strides[i]!) + 1);
  const places = tf.util.sizeFromShape(window);
  const slices = Array.from({ length: places }, (_, place) => {
    const at = [
      Math.floor(place / (window[1] * window[2])),
      Math.floor(place / window[2]) % window[1],
      place % window[2],
    ];
    return counts.reduce((part, count, i) => {
      const taken = Array.from({ length: count }, (_each, k) => at[i]! + k * strides[i]!);
      return tf.gather(part, tf.tensor1d(taken, "int32"), i + 1);
    }, x);
  });
  return slices.reduce((most, part) => tf.maximum(most, part));
}

export const volumePoolingCases: readonly Case[] = WINDOWS.flatMap(([window, strides]) => {
  const generator = new Generator(`volume pooling ${window} ${strides}`);
  const whole = (): number => generator.whole(3, 5);
  const volume = [generator.whole(1, 2), whole(), whole(), whole(), generator.whole(1, 3)];
  const name = `of [${volume}], window ${window}, strides ${strides}`;
  const isCube = typeof window === "number";
  const [most, least] = [Math.max(...triple(strides)), Math.min(...triple(window))];
  // volume.test.ts has what is refused: strides that exceed the window
  const maxima = (["same", "valid"] as const).slice(most > least ? 1 : 0).flatMap((pad): Case[] => {
    const compute: Case["compute"] = (x) => tf.maxPool3d(x as tf.Tensor5D, window, strides, pad);
    return [
      {
        name: `maxPool3d ${name}, ${pad}`,
        inputs: [float(volume)],
        compute,
        ...(isCube
          ? {}
          : pad === "same"
            ? { gradient: false }
            : { oracle: (x) => ofSlices(x!, triple(window), triple(strides)) }),
      },
      {
        name: `maxPool3d of equal elements ${name}, ${pad}`,
        inputs: [wholeFloat(volume, -1, 2)],
        compute,
        ...(isCube ? {} : { gradient: false }),
      },
    ];
  });
  const average: Case = {
    name: `avgPool3d ${name}`,
    inputs: [float(volume)],
    compute: (x) => tf.avgPool3d(x as tf.Tensor5D, window, strides, "valid"),
  };
  return [...maxima, average];
});
