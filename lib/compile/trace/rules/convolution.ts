import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { channelsFirst, channelsLast, kernelFirst, padsOf, swapLeading } from "../layout";
import { type KernelCall, operand, optionalOperand, type Rule, type Rules, refused, result } from "../rule";
import { activated, product } from "./product";

type Geometry = backend_util.Conv2DInfo;

function geometry(call: KernelCall, x: readonly number[], filter: readonly number[]): Geometry {
  const { strides, dilations, pad, dimRoundingMode, dataFormat } = call.attributes;
  if (dataFormat !== undefined && dataFormat !== "NHWC") throw refused(call, "dataFormat", dataFormat, "NHWC");
  if (pad !== "same" && pad !== "valid") throw refused(call, "pad", JSON.stringify(pad), "same, valid");
  return backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    strides as number,
    (dilations ?? 1) as number,
    pad,
    dimRoundingMode as undefined,
  );
}

/** A 1×1 kernel of stride 1 is a product of matrices, with no change of layout. */
const isPointwise = (g: Geometry): boolean =>
  g.filterHeight * g.filterWidth === 1 && g.strideHeight * g.strideWidth === 1;

const matrix = (call: KernelCall, x: Value): Value => {
  const channels = x.shape.at(-1) as number;
  const rows = x.shape.slice(0, -1).reduce((count, extent) => count * extent, 1);
  return call.lowering.reshape(x, [rows, channels]);
};

const settings = (g: Geometry): Record<string, number[]> => ({
  strides: [g.strideHeight, g.strideWidth],
  dilations: [g.dilationHeight, g.dilationWidth],
  pads: padsOf(g.padInfo),
});

function convolution(call: KernelCall, bias?: Value): Value {
  const { lowering } = call;
  const [x, filter] = [operand(call, "x"), operand(call, "filter")];
  const g = geometry(call, x.shape, filter.shape);
  if (isPointwise(g)) {
    const factors = { a: matrix(call, x), b: matrix(call, filter), transposeA: false, transposeB: false, bias };
    return lowering.reshape(product(lowering, factors), g.outShape);
  }
  const inputs = [channelsFirst(lowering, x), kernelFirst(lowering, filter), ...(bias ? [bias] : [])];
  const shape = [g.batchSize, g.outChannels, g.outHeight, g.outWidth];
  return channelsLast(lowering, lowering.node("Conv", inputs, { type: x.type, shape }, settings(g)));
}

const conv2d: Rule = (call) => result(call, convolution(call));

const fusedConv2d: Rule = (call) => result(call, activated(call, convolution(call, optionalOperand(call, "bias"))));

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
  const covered = (
    out: number,
    stride: number,
    extent: number,
    dilation: number,
    before: number,
    after: number,
  ): number => (out - 1) * stride + (extent - 1) * dilation + 1 - before - after;
  const { top, bottom, left, right } = g.padInfo;
  const missing = [
    g.inHeight - covered(g.outHeight, g.strideHeight, g.filterHeight, g.dilationHeight, top, bottom),
    g.inWidth - covered(g.outWidth, g.strideWidth, g.filterWidth, g.dilationWidth, left, right),
  ];
  const inputs = [channelsFirst(lowering, dy), kernelFirst(lowering, filter)];
  const output = { type: dy.type, shape: [g.batchSize, g.inChannels, g.inHeight, g.inWidth] };
  const value = lowering.node("ConvTranspose", inputs, output, { ...settings(g), output_padding: missing });
  return result(call, channelsLast(lowering, value));
};

/** A convolution of x with dy over the batch, strides and dilations exchanged, cut to the filter's size. */
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
  const span = (extent: number, before: number, after: number, out: number, stride: number, dilation: number): number =>
    Math.floor((extent + before + after - ((out - 1) * stride + 1)) / dilation) + 1;
  const { top, bottom, left, right } = g.padInfo;
  const height = span(g.inHeight, top, bottom, g.outHeight, g.strideHeight, g.dilationHeight);
  const width = span(g.inWidth, left, right, g.outWidth, g.strideWidth, g.dilationWidth);
  const full = lowering.node(
    "Conv",
    [images, kernels],
    { type: x.type, shape: [g.inChannels, g.outChannels, height, width] },
    {
      strides: [g.dilationHeight, g.dilationWidth],
      dilations: [g.strideHeight, g.strideWidth],
      pads: padsOf(g.padInfo),
    },
  );
  const { graph } = lowering;
  const bounds = [
    [0, 0],
    [g.filterHeight, g.filterWidth],
    [2, 3],
  ].map((numbers) => graph.integers(numbers));
  const cutShape = [g.inChannels, g.outChannels, g.filterHeight, g.filterWidth];
  const cut = lowering.node("Slice", [full, ...bounds], { type: x.type, shape: cutShape });
  const perm = [2, 3, 0, 1];
  return result(call, lowering.node("Transpose", [cut], { type: x.type, shape: filterShape }, { perm }));
};

/** Convolutions over height and width, and their gradients. */
export const convolutionRules: Rules = {
  Conv2D: conv2d,
  FusedConv2D: fusedConv2d,
  Conv2DBackpropInput: inputGradient,
  Conv2DBackpropFilter: filterGradient,
};
