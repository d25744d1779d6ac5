import type { Value } from "../../graph";
import { channelsFirst, channelsLast, kernelFirst, swapLeading } from "../layout";
import { type KernelCall, operand, type Rule, type Rules, result } from "../rule";
import { matrix } from "./convolution";
import {
  type Geometry,
  geometry,
  isPointwise,
  isTurnable,
  missingOutput,
  settings,
  turned,
  turnedPads,
} from "./geometry";
import { fromPatches, patches, prefersPatches } from "./patches";
import { product } from "./product";

/** The transposed convolution of dy; what stride leaves uncovered at the end is output padding. */
function transposedConvolution(call: KernelCall, dy: Value, filter: Value, g: Geometry): Value {
  const { lowering } = call;
  const inputs = [channelsFirst(lowering, dy), kernelFirst(lowering, filter)];
  const output = { type: dy.type, shape: [g.batchSize, g.inChannels, g.inHeight, g.inWidth] };
  const attributes = { ...settings(g), output_padding: missingOutput(g) };
  return channelsLast(lowering, lowering.node("ConvTranspose", inputs, output, attributes));
}

/** With stride 1 the gradient is a convolution too, with the filter turned round: twice as fast as the transposed one. */
function turnedConvolution(call: KernelCall, dy: Value, filter: Value, g: Geometry): Value {
  const { lowering } = call;
  const [places, size] = [g.filterHeight * g.filterWidth, g.inChannels * g.outChannels];
  const rows = turned(lowering, lowering.reshape(filter, [places, size]));
  const columns = lowering.node("Transpose", [rows], { type: filter.type, shape: [size, places] }, { perm: [1, 0] });
  const kernel = lowering.reshape(columns, [g.inChannels, g.outChannels, g.filterHeight, g.filterWidth]);
  const output = { type: dy.type, shape: [g.batchSize, g.inChannels, g.inHeight, g.inWidth] };
  const inputs = [channelsFirst(lowering, dy), kernel];
  return channelsLast(lowering, lowering.node("Conv", inputs, output, { pads: turnedPads(g) }));
}

const inputGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, filter] = [operand(call, "dy"), operand(call, "filter")];
  const inputShape = call.attributes.inputShape as number[];
  const g = geometry(call, inputShape, filter.shape);
  if (isPointwise(g) || prefersPatches(g)) {
    const factors = { a: matrix(call, dy), b: matrix(call, filter), transposeA: false, transposeB: true };
    const gradients = product(lowering, factors);
    return result(call, isPointwise(g) ? lowering.reshape(gradients, inputShape) : fromPatches(lowering, gradients, g));
  }
  return result(call, (isTurnable(g) ? turnedConvolution : transposedConvolution)(call, dy, filter, g));
};

/** A convolution of x with dy over the batch, strides turned into dilations, cut to the filter's size. */
function convolutionOverBatch(call: KernelCall, x: Value, dy: Value, g: Geometry): Value {
  const { lowering } = call;
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
  return lowering.node("Transpose", [cut], { type: x.type, shape: g.filterShape }, { perm: [2, 3, 0, 1] });
}

/** Channels below which patches are copied out in pieces too short to be fast. */
const FEW_CHANNELS = 8;

const filterGradient: Rule = (call) => {
  const { lowering } = call;
  const [x, dy] = [operand(call, "x"), operand(call, "dy")];
  const g = geometry(call, x.shape, call.attributes.filterShape as number[]);
  if (!isPointwise(g) && g.inChannels < FEW_CHANNELS) return result(call, convolutionOverBatch(call, x, dy, g));
  const seen = isPointwise(g) ? matrix(call, x) : patches(lowering, x, g);
  const factors = { a: seen, b: matrix(call, dy), transposeA: true, transposeB: false };
  return result(call, lowering.reshape(product(lowering, factors), g.filterShape));
};

/** The gradients of convolutions; tfjs has none with dilations. */
export const convolutionGradientRules: Rules = {
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: filterGradient,
};
