import * as tf from "../tensors/tf";
import { leakyRelu, plainActivations } from "./plain-activations";
import { type Pool, plainAveragePool, plainMaxPool } from "./plain-pooling";
import { type Config, chosen, type PlainLayer, type PlainRun, required } from "./plain-setting";
import { batchNormalization, conv2d, dense, depthwiseConv2d } from "./plain-weighted-layers";

const ofOne =
  (run: (x: tf.Tensor, config: Config) => tf.Tensor): PlainLayer =>
  (_, config) =>
  ({ inputs: [x] }) =>
    run(x!, config);

/** Another shape of the same elements. */
const reshape: PlainLayer = (output) => {
  const shape = output.shape.slice(1) as number[];
  return ({ inputs: [x] }) => tf.reshape(x!, [x!.shape[0]!, ...shape]);
};

const pooling =
  (pool: (x: tf.Tensor, pool: Pool) => tf.Tensor, paddings: readonly string[]): PlainLayer =>
  (_, config) => {
    required(config, "dataFormat", ["channelsLast"]);
    required(config, "padding", paddings);
    const { poolSize: size, strides, padding } = config as unknown as Omit<Pool, "size"> & { poolSize: Pool["size"] };
    return ({ inputs: [x] }) => pool(x!, { size, strides, padding });
  };

const activation: PlainLayer = (_, config) => {
  const run = chosen(config, "activation", plainActivations);
  return ({ inputs: [x] }) => run(x!);
};

const relu: PlainLayer = (_, config) => {
  required(config, "maxValue", ["null", "6"]);
  const { relu, relu6 } = plainActivations;
  return ({ inputs: [x] }) => (config.maxValue === 6 ? relu6! : relu!)(x!);
};

const zeroPadding: PlainLayer = (_, config) => {
  required(config, "dataFormat", ["channelsLast"]);
  const around = config.padding as [[number, number], [number, number]];
  return ({ inputs: [x] }) => tf.pad(x!, [[0, 0], ...around, [0, 0]]);
};

const concatenate: PlainLayer = (_, config) => {
  const axis = config.axis as number;
  return ({ inputs }) => tf.concat([...inputs], axis);
};

/** What the layer does itself, which is a product with a mask. */
const dropout: PlainLayer = ({ sourceLayer }): PlainRun => {
  return ({ inputs: [x], training }) => sourceLayer.call(x!, { training }) as tf.Tensor;
};

/** Layers by their class, in operations whose second derivative TensorFlow.js gets right. */
export const plainLayers: Readonly<Record<string, PlainLayer>> = {
  Dense: dense,
  Conv2D: conv2d,
  DepthwiseConv2D: depthwiseConv2d,
  BatchNormalization: batchNormalization,
  Activation: activation,
  ReLU: relu,
  LeakyReLU: ofOne((x, { alpha }) => leakyRelu(x, alpha as number)),
  MaxPooling2D: pooling(plainMaxPool, ["valid", "same"]),
  AveragePooling2D: pooling(plainAveragePool, ["valid"]),
  GlobalAveragePooling2D: ofOne((x) => tf.mean(x, [1, 2])),
  Flatten: reshape,
  Reshape: reshape,
  ZeroPadding2D: zeroPadding,
  Add:
    () =>
    ({ inputs }) =>
      tf.addN([...inputs]),
  Concatenate: concatenate,
  Rescaling: ofOne((x, { scale, offset }) => tf.add(tf.mul(x, scale as number), offset as number)),
  SeededDropout: dropout,
};
