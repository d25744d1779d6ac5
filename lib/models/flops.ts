import type * as tf from "../tensors/tf";

/** Kernels (the weights of a layer's multiply-adds) by class; the others have none. */
const kernels: Readonly<Record<string, readonly string[]>> = {
  Dense: ["kernel"],
  Conv1D: ["kernel"],
  Conv2D: ["kernel"],
  Conv3D: ["kernel"],
  Conv2DTranspose: ["kernel"],
  Conv3DTranspose: ["kernel"],
  DepthwiseConv2D: ["depthwise_kernel"],
  SeparableConv2D: ["depthwise_kernel", "pointwise_kernel"],
};
/** Layers with weights whose work, by the convention, counts as none. */
const uncounted = ["BatchNormalization", "LayerNormalization", "PReLU", "Embedding"];

/**
 * Floating-point operations of a layer on one image: 2 per multiply-add of dense and convolution layers. Biases,
 * normalisation, activations and pooling count as 0, as is usual where FLOPs of networks are compared.
 *
 * A kernel is used once at each position: of the output, or of the input where the convolution is transposed.
 *
 * @returns undefined for a layer whose work is not known (recurrent, attention, one that is applied more than once, or
 *   one whose height and width are open)
 */
export function flops(layer: tf.layers.Layer): number | undefined {
  const kind = layer.getClassName();
  const names = kernels[kind];
  if (names === undefined) return isFree(layer) ? 0 : undefined;
  if (layer.inboundNodes.length !== 1) return undefined;
  const at = kind.endsWith("Transpose") ? layer.getInputAt(0) : layer.getOutputAt(0);
  const { shape } = at as tf.SymbolicTensor;
  const places = layer.getConfig().dataFormat === "channelsFirst" ? shape.slice(2) : shape.slice(1, -1);
  if (places.some((extent) => extent === null)) return undefined;
  const positions = (places as number[]).reduce((product, extent) => product * extent, 1);
  const size = layer.weights
    .filter(({ originalName }) => names.includes(originalName.split("/").at(-1)!))
    .reduce(
      (sum, { shape: extents }) => sum + extents.reduce((product: number, extent) => product * (extent ?? 0), 1),
      0,
    );
  return 2 * size * positions;
}

const isFree = (layer: tf.layers.Layer): boolean =>
  uncounted.includes(layer.getClassName()) || (layer.weights.length === 0 && layer.getClassName() !== "Dot");
