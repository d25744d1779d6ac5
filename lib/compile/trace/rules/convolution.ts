import type { Value } from "../../graph";
import { channelsFirst, channelsLast, kernelFirst } from "../layout";
import { type KernelCall, operand, optionalOperand, type Rule, type Rules, result } from "../rule";
import { geometry, isPointwise, settings } from "./geometry";
import { patches, prefersPatches } from "./patches";
import { activated, product } from "./product";

/** An image, or a filter, as a matrix: a row for every place, a column for every channel that it ends in. */
export const matrix = (call: KernelCall, x: Value): Value => {
  const channels = x.shape.at(-1) as number;
  const rows = x.shape.slice(0, -1).reduce((count, extent) => count * extent, 1);
  return call.lowering.reshape(x, [rows, channels]);
};

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
