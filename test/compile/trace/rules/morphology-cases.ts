import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, wholeFloat } from "./case";
import { Generator } from "./generator";

export const morphologyCases: readonly Case[] = (["same", "valid"] as const).flatMap((pad) =>
  [
    { extent: [3, 3], strides: 1, dilations: 1 },
    { extent: [2, 3], strides: 2, dilations: 1 },
    { extent: [1, 1], strides: 1, dilations: 1 },
    { extent: [3, 2], strides: [1, 2] as [number, number], dilations: 1 },
    { extent: [2, 2], strides: 1, dilations: 2 },
    { extent: [2, 3], strides: [2, 1] as [number, number], dilations: [1, 2] as [number, number] },
  ].flatMap(({ extent, strides, dilations }) => {
    const generator = new Generator(`morphology ${pad} ${extent} ${strides} ${dilations}`);
    const image = [generator.whole(1, 2), generator.whole(5, 7), generator.whole(5, 7), generator.whole(1, 3)];
    const filter = [...extent, image[3]!];
    return [float, wholeFloat].map(
      (draw): Case => ({
        name: `dilation2d of ${draw === float ? "" : "whole "}[${image}] with [${filter}], strides ${strides}, dilations ${dilations}, ${pad}`,
        inputs: [draw(image), draw(filter)],
        compute: (x, w) => tf.dilation2d(x as tf.Tensor4D, w as tf.Tensor3D, strides, pad, dilations),
      }),
    );
  }),
);
