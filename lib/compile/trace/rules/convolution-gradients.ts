import { channelsFirst, channelsLast, kernelFirst, swapLeading } from "../layout";
import { operand, type Rule, type Rules, result } from "../rule";
import { geometry, isPointwise, matrix, settings } from "./convolution";
import { product } from "./product";

/** The transposed convolution of dy; what stride leaves uncovered at the end is output padding. */
const inputGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, filter] = [operand(call, "dy"), operand(call, "filter")];
  const inputShape = call.attributes.inputShape as number[];
  const g = geometry(call, inputShape, filter.shape);
  if (isPointwise(g)) {
    const factors = { a: matrix(call, dy), b: matrix(call, filter), transposeA: false, transposeB: true };
    return result(call, lowering.reshape(product(lowering, factors), inputShape));
  }
  const { top, bottom, left, right } = g.padInfo;
  const covered = (out: number, stride: number, extent: number, padding: number): number =>
    (out - 1) * stride + extent - padding;
  const missing = [
    g.inHeight - covered(g.outHeight, g.strideHeight, g.filterHeight, top + bottom),
    g.inWidth - covered(g.outWidth, g.strideWidth, g.filterWidth, left + right),
  ];
  const inputs = [channelsFirst(lowering, dy), kernelFirst(lowering, filter)];
  const output = { type: dy.type, shape: [g.batchSize, g.inChannels, g.inHeight, g.inWidth] };
  const value = lowering.node("ConvTranspose", inputs, output, { ...settings(g), output_padding: missing });
  return result(call, channelsLast(lowering, value));
};

/** A convolution of x with dy over the batch, strides turned into dilations, cut to the filter's size. */
const filterGradient: Rule = (call) => {
  const { lowering } = call;
  const [x, dy] = [operand(call, "x"), operand(call, "dy")];
  const filterShape = call.attributes.filterShape as number[];
  const g = geometry(call, x.shape, filterShape);
  if (isPointwise(g)) {
    const factors = { a: matrix(call, x), b: matrix(call, dy), transposeA: true, transposeB: false };
    return result(call, lowering.reshape(product(lowering, factors), filterShape));
  }
  const images = swapLeading(lowering, channelsFirst(lowering, x)); // [in, batch, height, width]
  const kernels = swapLeading(lowering, channelsFirst(lowering, dy)); // [out, batch, height, width]
  const { top, bottom, left, right } = g.padInfo;
  const height = g.inHeight + top + bottom - (g.outHeight - 1) * g.strideHeight;
  const width = g.inWidth + left + right - (g.outWidth - 1) * g.strideWidth;
  const full = { type: x.type, shape: [g.inChannels, g.outChannels, height, width] };
  const { strides, pads } = settings(g);
  const sums = lowering.node("Conv", [images, kernels], full, { dilations: strides, pads });
  const bounds = [
    [0, 0],
    [g.filterHeight, g.filterWidth],
    [2, 3],
  ].map((numbers) => lowering.graph.integers(numbers));
  const cutShape = [g.inChannels, g.outChannels, g.filterHeight, g.filterWidth];
  const cut = lowering.node("Slice", [sums, ...bounds], { type: x.type, shape: cutShape });
  return result(call, lowering.node("Transpose", [cut], { type: x.type, shape: filterShape }, { perm: [2, 3, 0, 1] }));
};

/** The gradients of convolutions; tfjs has none with dilations. */
export const convolutionGradientRules: Rules = {
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: filterGradient,
};
