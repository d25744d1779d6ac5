import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";
import { Generator } from "./generator";

type Triple = [number, number, number];

const EXTENTS: readonly Triple[] = [
  [1, 1, 1],
  [2, 2, 2],
  [3, 1, 2],
];
const STEPS: readonly (readonly [strides: number | Triple, dilations: number | Triple])[] = [
  [1, 1],
  [2, 1],
  [[1, 2, 3], 1],
  [[3, 1, 2], 1],
  [1, 2],
  [1, [1, 2, 1]],
];

/** Same padding where no stride exceeds the window: volume.test.ts has the refusal. */
const padsOf = (extent: Triple, strides: number | Triple): readonly ("same" | "valid")[] => {
  const steps = typeof strides === "number" ? [strides, strides, strides] : strides;
  return steps.every((step, i) => step <= extent[i]!) ? ["same", "valid"] : ["valid"];
};

const convolutions = EXTENTS.flatMap((extent) =>
  STEPS.flatMap(([strides, dilations]) =>
    padsOf(extent, strides).map((pad): Case => {
      const generator = new Generator(`volume ${extent} ${strides} ${dilations} ${pad}`);
      const whole = (): number => generator.whole(4, 5);
      const [batch, channels, filters] = [generator.whole(1, 2), generator.whole(1, 3), generator.whole(1, 3)];
      const [volume, filter] = [
        [batch, whole(), whole(), whole(), channels],
        [...extent, channels, filters],
      ];
      return {
        name: `conv3d of [${volume}] with [${filter}], strides ${strides}, dilations ${dilations}, ${pad}`,
        inputs: [float(volume), float(filter)],
        compute: (x, w) => tf.conv3d(x as tf.Tensor5D, w as tf.Tensor5D, strides, pad, "NDHWC", dilations),
        // tfjs has no gradient for dilations
        ...(dilations === 1 ? {} : { gradient: false as const }),
      };
    }),
  ),
);

const transposed = (["same", "valid"] as const).flatMap((pad) =>
  [1, 2].map((strides): Case => {
    const extent = pad === "same" ? 2 * strides : strides + 3;
    return {
      name: `conv3dTranspose, ${pad}, strides ${strides}`,
      inputs: [float([1, 2, 2, 2, 2]), float([3, 3, 3, 4, 2])],
      compute: (x, w) =>
        tf.conv3dTranspose(x as tf.Tensor5D, w as tf.Tensor5D, [1, extent, extent, extent, 4], strides, pad),
      gradient: false, // tfjs has none
    };
  }),
);

export const volumeCases: readonly Case[] = [...convolutions, ...transposed];
