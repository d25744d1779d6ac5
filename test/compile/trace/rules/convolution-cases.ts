import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";
import { Generator } from "./generator";

interface Convolution {
  readonly image: readonly [batch: number, height: number, width: number, channels: number];
  readonly filter: readonly [height: number, width: number, channels: number, filters: number];
  readonly strides: number | [number, number];
  readonly pad: "same" | "valid";
  readonly dilations: number | [number, number];
}

const EXTENTS = [
  [1, 1],
  [3, 3],
  [2, 2],
  [1, 3],
  [3, 2],
] as const;
const STEPS: readonly (readonly [strides: Convolution["strides"], dilations: Convolution["dilations"]])[] = [
  [1, 1],
  [2, 1],
  [[2, 1], 1],
  [3, 1],
  [1, 2],
  [1, [1, 2]],
];

/** Channels of image and output: few, and as many as it takes for gradients, and for all, to be products with patches. */
const CHANNELS = ["drawn", [8, 3], [16, 24]] as const;

/** Every extent, stride, dilation and padding, on images of drawn sizes. */
export const convolutions: readonly Convolution[] = EXTENTS.flatMap(([height, width]) =>
  STEPS.flatMap(([strides, dilations]) =>
    CHANNELS.flatMap((given) => (["same", "valid"] as const).map((pad) => [given, pad] as const)).map(
      ([given, pad]): Convolution => {
        const generator = new Generator(`convolution ${height} ${width} ${strides} ${dilations} ${pad} ${given}`);
        const batch = generator.whole(1, 3);
        const [channels, filters] = given === "drawn" ? [generator.whole(1, 3), generator.whole(1, 3)] : given;
        return {
          image: [batch, generator.whole(5, 8), generator.whole(5, 8), channels],
          filter: [height, width, channels, filters],
          strides,
          pad,
          dilations,
        };
      },
    ),
  ),
);

const named = ({ image, filter, strides, pad, dilations }: Convolution): string =>
  `[${image}] with [${filter}], strides ${strides}, ${pad}, dilations ${dilations}`;

const plain = convolutions.map(
  (convolution): Case => ({
    name: `conv2d of ${named(convolution)}`,
    inputs: [float(convolution.image), float(convolution.filter)],
    compute: (x, filter) =>
      tf.conv2d(
        x as tf.Tensor4D,
        filter as tf.Tensor4D,
        convolution.strides,
        convolution.pad,
        "NHWC",
        convolution.dilations,
      ),
    // tfjs has no gradient for dilations
    ...(convolution.dilations === 1 ? {} : { gradient: false as const }),
  }),
);

const fused = (["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const).flatMap((activation) =>
  [1, 3].flatMap((extent) =>
    [[4], [1], []].map(
      (bias): Case => ({
        name: `fused conv2d ${extent}×${extent} with a bias [${bias}] and ${activation}`,
        inputs: [float([2, 5, 5, 3]), float([extent, extent, 3, 4]), float(bias)],
        compute: (x, filter, c) =>
          tf.fused.conv2d({
            x: x as tf.Tensor4D,
            filter: filter as tf.Tensor4D,
            strides: 1,
            pad: "same",
            bias: c!,
            activation,
            leakyreluAlpha: 0.1,
          }),
      }),
    ),
  ),
);

const particular: Case[] = [
  {
    name: "conv2d of an image without batch",
    inputs: [float([5, 5, 2]), float([3, 3, 2, 2])],
    compute: (x, filter) => tf.conv2d(x as tf.Tensor3D, filter as tf.Tensor4D, 1, "same"),
  },
  {
    name: "fused conv2d without bias",
    inputs: [float([2, 5, 5, 2]), float([3, 3, 2, 2])],
    compute: (x, filter) =>
      tf.fused.conv2d({
        x: x as tf.Tensor4D,
        filter: filter as tf.Tensor4D,
        strides: 2,
        pad: "valid",
        activation: "relu",
      }),
  },
  {
    name: "conv1d",
    inputs: [float([2, 7, 2]), float([3, 2, 2])],
    compute: (x, filter) => tf.conv1d(x as tf.Tensor3D, filter as tf.Tensor3D, 1, "same"),
  },
];

export const convolutionCases: readonly Case[] = [...plain, ...fused, ...particular];
