import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";
import { convolutions } from "./convolution-cases";

const outputShape = ({ image, filter, strides, pad }: (typeof convolutions)[number]): number[] =>
  tf.backend_util.computeConv2DInfo([...image], [...filter], strides, 1, pad).outShape;

/** The kernels themselves; as a gradient they are compared with the rules of convolutions. */
const kernels = convolutions
  .filter(({ dilations }) => dilations === 1)
  .flatMap((convolution): Case[] => {
    const { image, filter, strides, pad } = convolution;
    const attributes = { strides, pad, dataFormat: "NHWC", dimRoundingMode: undefined };
    const dy = float(outputShape(convolution));
    const run = (kernel: string, inputs: tf.NamedTensorMap, more: object): tf.Tensor =>
      tf.engine().runKernel(kernel, inputs, { ...attributes, ...more } as never) as tf.Tensor;
    const name = `of [${image}] with [${filter}], strides ${strides}, ${pad}`;
    return [
      {
        name: `the filter's gradient ${name}`,
        inputs: [float(image), dy],
        compute: (x, given) => run("Conv2DBackpropFilter", { x: x!, dy: given! }, { filterShape: filter }),
        gradient: false,
      },
      {
        name: `the input's gradient ${name}`,
        inputs: [dy, float(filter)],
        compute: (given, weights) =>
          run("Conv2DBackpropInput", { dy: given!, filter: weights! }, { inputShape: [...image] }),
        gradient: false,
      },
    ];
  });

const transposed = (["same", "valid"] as const).flatMap((pad) =>
  [1, 2].map((strides): Case => {
    const extent = pad === "same" ? 3 * strides : (3 - 1) * strides + 3;
    return {
      name: `conv2dTranspose, ${pad}, strides ${strides}`,
      inputs: [float([2, 3, 3, 2]), float([3, 3, 4, 2])],
      compute: (x, filter) =>
        tf.conv2dTranspose(x as tf.Tensor4D, filter as tf.Tensor4D, [2, extent, extent, 4], strides, pad),
    };
  }),
);

export const convolutionGradientsCases: readonly Case[] = [...kernels, ...transposed];
