import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { channelsFirst, channelsLast, kernelFirst, padsOf } from "../layout";
import { type KernelCall, operand, optionalOperand, type Rule, type Rules, refused, result } from "../rule";
import { patches, prefersPatches } from "./patches";
import { activated, product } from "./product";

/** Extents, strides, dilations and padding of one convolution. */
export type Geometry = backend_util.Conv2DInfo;

/** @throws TypeError for a layout or padding that has no rule */
export function geometry(call: KernelCall, x: readonly number[], filter: readonly number[]): Geometry {
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
export const isPointwise = (g: Geometry): boolean =>
  g.filterHeight * g.filterWidth === 1 && g.strideHeight * g.strideWidth === 1;

/** An image, or a filter, as a matrix: a row for every place, a column for every channel that it ends in. */
export const matrix = (call: KernelCall, x: Value): Value => {
  const channels = x.shape.at(-1) as number;
  const rows = x.shape.slice(0, -1).reduce((count, extent) => count * extent, 1);
  return call.lowering.reshape(x, [rows, channels]);
};

/** The attributes that ONNX's convolutions share. */
export const settings = (g: Geometry): Record<"strides" | "dilations" | "pads", number[]> => ({
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
  if (prefersPatches(g)) {
    const factors = { a: patches(lowering, x, g), b: matrix(call, filter), transposeA: false, transposeB: false, bias };
    return lowering.reshape(product(lowering, factors), g.outShape);
  }
  const biases = bias ? [lowering.expand(bias, [g.outChannels])] : [];
  const inputs = [channelsFirst(lowering, x), kernelFirst(lowering, filter), ...biases];
  const shape = [g.batchSize, g.outChannels, g.outHeight, g.outWidth];
  return channelsLast(lowering, lowering.node("Conv", inputs, { type: x.type, shape }, settings(g)));
}

const conv2d: Rule = (call) => result(call, convolution(call));

const fusedConv2d: Rule = (call) => result(call, activated(call, convolution(call, optionalOperand(call, "bias"))));

/** Convolutions over height and width. */
export const convolutionRules: Rules = { Conv2D: conv2d, FusedConv2D: fusedConv2d };
