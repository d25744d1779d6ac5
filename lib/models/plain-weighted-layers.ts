import * as tf from "../tensors/tf";
import { plainActivations } from "./plain-activations";
import { type Config, chosen, type PlainLayer, required, UnknownSetting } from "./plain-setting";

const weightsOf = ({ sourceLayer }: tf.SymbolicTensor): tf.Variable[] =>
  sourceLayer.weights.map((weight) => weight.read() as tf.Variable);

/** A linear map with the layer's kernel, then bias and activation. */
const linear =
  (map: (x: tf.Tensor, kernel: tf.Tensor, config: Config) => tf.Tensor): PlainLayer =>
  (output, config) => {
    const activation = chosen(config, "activation", plainActivations);
    return ({ inputs: [x] }) => {
      const [kernel, bias] = weightsOf(output);
      const mapped = map(x!, kernel!, config);
      return activation(bias === undefined ? mapped : tf.add(mapped, bias));
    };
  };

export const dense: PlainLayer = (output, config) => {
  const rank = output.inputs[0]!.rank;
  if (rank !== 2) throw new UnknownSetting(`an input of rank ${rank} was given; 2 is accepted`);
  return linear((x, kernel) => tf.matMul(x, kernel))(output, config);
};

const convolution =
  (map: (x: tf.Tensor, kernel: tf.Tensor, config: Config) => tf.Tensor): PlainLayer =>
  (output, config) => {
    required(config, "dataFormat", ["channelsLast"]);
    required(config, "dilationRate", ["1,1", "1"]);
    required(config, "padding", ["valid", "same"]);
    return linear(map)(output, config);
  };

const convolve = (x: tf.Tensor, kernel: tf.Tensor, { strides, padding }: Config): tf.Tensor =>
  tf.conv2d(x as tf.Tensor4D, kernel as tf.Tensor4D, strides as [number, number], padding as "same");

export const conv2d = convolution(convolve);

/** As a convolution with zeros between the channels, for TensorFlow.js has no second derivative of depthwise ones. */
export const depthwiseConv2d = convolution((x, kernel, config) => {
  const [height, width, channels, multiplier] = kernel.shape as [number, number, number, number];
  const between = tf.reshape(tf.eye(channels), [channels, channels, 1]);
  const full = tf.mul(tf.reshape(kernel, [height, width, channels, 1, multiplier]), between);
  return convolve(x, tf.reshape(full, [height, width, channels, channels * multiplier]), config);
});

/** Written out, for the second derivative of the layer's own operations is wrong; moves no average. */
export const batchNormalization: PlainLayer = (output, config) => {
  required(config, "axis", ["-1", String(output.rank - 1)]);
  required(config, "scale", ["true"]); // without, TensorFlow.js fails in training
  required(config, "center", ["true"]);
  return ({ inputs: [x], training }) => {
    const [gamma, beta, movingMean, movingVariance] = weightsOf(output);
    const axes = [...x!.shape.keys()].slice(0, -1);
    const centred = tf.sub(x!, training ? tf.mean(x!, axes) : movingMean!);
    const variance = training ? tf.mean(tf.square(centred), axes) : movingVariance!;
    const normalised = tf.mul(centred, tf.rsqrt(tf.add(variance, config.epsilon as number)));
    return tf.add(tf.mul(normalised, gamma!), beta!);
  };
};
