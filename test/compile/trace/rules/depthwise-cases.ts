import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";
import { convolutions } from "./convolution-cases";
import { Generator } from "./generator";

/** The windows of the convolutions, each with a drawn number of channels and of filters of each. */
const plain = convolutions.map(({ image, filter, strides, pad, dilations }, i): Case => {
  const generator = new Generator(`depthwise ${i}`);
  const [channels, multiplier] = [generator.whole(1, 4), generator.whole(1, 3)];
  const [batch, height, width] = image;
  const filters = [filter[0], filter[1], channels, multiplier];
  return {
    name: `depthwiseConv2d of [${[batch, height, width, channels]}] with [${filters}], strides ${strides}, ${pad}, dilations ${dilations}`,
    inputs: [float([batch, height, width, channels]), float(filters)],
    compute: (x, w) => tf.depthwiseConv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad, "NHWC", dilations),
    // tfjs has no gradient for dilations
    ...(dilations === 1 ? {} : { gradient: false as const }),
  };
});

const fused = (["linear", "relu", "relu6", "elu", "sigmoid"] as const).map(
  (activation): Case => ({
    name: `fused depthwiseConv2d with a bias and ${activation}`,
    inputs: [float([2, 5, 5, 3]), float([3, 3, 3, 2]), float([6])],
    compute: (x, w, bias) =>
      tf.fused.depthwiseConv2d({
        x: x as tf.Tensor4D,
        filter: w as tf.Tensor4D,
        strides: 1,
        pad: "same",
        bias: bias!,
        activation,
      }),
    gradient: false, // of the fused operation tfjs has none
  }),
);

const separable: Case = {
  name: "separableConv2d",
  inputs: [float([2, 6, 6, 3]), float([3, 3, 3, 2]), float([1, 1, 6, 4])],
  compute: (x, depthwise, pointwise) =>
    tf.separableConv2d(x as tf.Tensor4D, depthwise as tf.Tensor4D, pointwise as tf.Tensor4D, 1, "same"),
};

export const depthwiseCases: readonly Case[] = [...plain, ...fused, separable];
