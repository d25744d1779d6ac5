import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";

const rotations = [0, 0.3, -1.2, Math.PI / 2, 3].flatMap((radians) =>
  [
    { channels: 1, fill: 0.5, center: 0.5 },
    { channels: 3, fill: [1, 2, 3] as [number, number, number], center: 0.3 },
    { channels: 4, fill: [1, 2, 3] as [number, number, number], center: [0.2, 0.7] as [number, number] },
  ].map(
    ({ channels, fill, center }): Case => ({
      name: `rotateWithOffset by ${radians} about ${center}, ${channels} channels filled with ${fill}`,
      inputs: [float([2, 5, 6, channels])],
      compute: (x) => tf.image.rotateWithOffset(x as tf.Tensor4D, radians, fill, center),
      gradient: false,
    }),
  ),
);

export const rotationCases: readonly Case[] = rotations;
