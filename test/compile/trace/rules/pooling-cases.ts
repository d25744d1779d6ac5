import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, wholeFloat } from "./case";
import { Generator } from "./generator";

type Extent = number | [number, number];

/** Windows that overlap, touch, and leave gaps. */
const WINDOWS: readonly (readonly [window: Extent, strides: Extent])[] = [
  [2, 2],
  [3, 1],
  [3, 2],
  [2, 3],
  [1, 2],
  [
    [2, 3],
    [1, 2],
  ],
  [
    [3, 1],
    [2, 1],
  ],
];

const average = (x: tf.Tensor, window: Extent, strides: Extent): tf.Tensor =>
  tf.avgPool(x as tf.Tensor4D, window, strides, "valid");

export const poolingCases: readonly Case[] = WINDOWS.flatMap(([window, strides]): Case[] => {
  const generator = new Generator(`pooling ${window} ${strides}`);
  const image = [generator.whole(1, 3), generator.whole(4, 8), generator.whole(4, 8), generator.whole(1, 3)];
  const name = `of [${image}], window ${window}, strides ${strides}`;
  const maxima = (["same", "valid"] as const).flatMap((pad): Case[] => [
    {
      name: `maxPool ${name}, ${pad}`,
      inputs: [float(image)],
      compute: (x) => tf.maxPool(x as tf.Tensor4D, window, strides, pad),
    },
    {
      name: `maxPool of equal elements ${name}, ${pad}`,
      inputs: [wholeFloat(image, -1, 2)],
      compute: (x) => tf.maxPool(x as tf.Tensor4D, window, strides, pad),
    },
    {
      name: `maxPool after relu ${name}, ${pad}`,
      inputs: [float(image)],
      compute: (x) => tf.maxPool(tf.relu(x as tf.Tensor4D), window, strides, pad),
    },
  ]);
  return [...maxima, { name: `avgPool ${name}`, inputs: [float(image)], compute: (x) => average(x!, window, strides) }];
});
