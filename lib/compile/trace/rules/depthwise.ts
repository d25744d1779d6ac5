import type { Value } from "../../graph";
import { channelsFirst, channelsLast } from "../layout";
import type { Lowering } from "../lowering";
import { type KernelCall, operand, optionalOperand, type Rule, type Rules, result } from "../rule";
import { type Geometry, geometry, isTurnable, missingOutput, settings, turned, turnedPads } from "./geometry";
import { activated } from "./product";
import { padded, windowPart, windowsOf } from "./windows";

/**
 * Filters of each channel, [height, width, channels, multiplier], as [channels · multiplier, height · width], turned
 * round if asked: output channel c · multiplier + m is that of filter m of channel c.
 */
function rowsOf(lowering: Lowering, filter: Value, g: Geometry, isTurned: boolean): Value {
  const [places, count] = [g.filterHeight * g.filterWidth, g.outChannels];
  const columns = lowering.reshape(filter, [places, count]);
  const ordered = isTurned ? turned(lowering, columns) : columns;
  return lowering.node("Transpose", [ordered], { type: filter.type, shape: [count, places] }, { perm: [1, 0] });
}

const imageShape = (g: Geometry): number[] => [g.batchSize, g.inChannels, g.inHeight, g.inWidth];

function convolution(call: KernelCall, bias?: Value): Value {
  const { lowering } = call;
  const [x, filter] = [operand(call, "x"), operand(call, "filter")];
  const g = geometry(call, x.shape, filter.shape, true);
  const kernel = lowering.reshape(rowsOf(lowering, filter, g, false), [
    g.outChannels,
    1,
    g.filterHeight,
    g.filterWidth,
  ]);
  const biases = bias ? [lowering.expand(bias, [g.outChannels])] : [];
  const output = { type: x.type, shape: [g.batchSize, g.outChannels, g.outHeight, g.outWidth] };
  const attributes = { ...settings(g), group: g.inChannels };
  return channelsLast(
    lowering,
    lowering.node("Conv", [channelsFirst(lowering, x), kernel, ...biases], output, attributes),
  );
}

const depthwise: Rule = (call) => result(call, convolution(call));

const fusedDepthwise: Rule = (call) => result(call, activated(call, convolution(call, optionalOperand(call, "bias"))));

/** With stride 1 a convolution of dy with the filters turned round, else the transposed one. */
const inputGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, filter] = [operand(call, "dy"), operand(call, "filter")];
  const g = geometry(call, call.attributes.inputShape as number[], filter.shape, true);
  const [images, output] = [channelsFirst(lowering, dy), { type: dy.type, shape: imageShape(g) }];
  const isTurned = isTurnable(g);
  const rows = rowsOf(lowering, filter, g, isTurned);
  const places = [g.filterHeight, g.filterWidth];
  if (isTurned) {
    const kernel = lowering.reshape(rows, [g.inChannels, g.outChannels / g.inChannels, ...places]);
    const attributes = { pads: turnedPads(g), group: g.inChannels };
    return result(call, channelsLast(lowering, lowering.node("Conv", [images, kernel], output, attributes)));
  }
  const kernel = lowering.reshape(rows, [g.outChannels, 1, ...places]);
  const attributes = { ...settings(g), group: g.inChannels, output_padding: missingOutput(g) };
  return result(call, channelsLast(lowering, lowering.node("ConvTranspose", [images, kernel], output, attributes)));
};

/** For each place of the filter the sum over batch, height and width of what it sees times dy. */
const filterGradient: Rule = (call) => {
  const { lowering } = call;
  const [x, dy] = [operand(call, "x"), operand(call, "dy")];
  const g = geometry(call, x.shape, call.attributes.filterShape as number[], true);
  const multiplier = g.outChannels / g.inChannels;
  const [rows, columns] = windowsOf(g);
  const { top, bottom, left, right } = g.padInfo;
  const whole = padded(lowering, x, [
    { axis: 1, before: top, after: bottom },
    { axis: 2, before: left, after: right },
  ]);
  const outer = [g.batchSize, g.outHeight, g.outWidth];
  const deep = { type: x.type, shape: [...outer, g.inChannels, multiplier] };
  const given = lowering.reshape(dy, deep.shape);
  const axes = lowering.graph.integers([0, 1, 2]);
  const sums = Array.from({ length: g.filterHeight * g.filterWidth }, (_, place) => {
    const line = windowPart(lowering, whole, rows, Math.floor(place / g.filterWidth));
    const seen = windowPart(lowering, line, columns, place % g.filterWidth);
    const product = lowering.node("Mul", [lowering.reshape(seen, [...outer, g.inChannels, 1]), given], deep);
    const sum = { type: x.type, shape: [g.inChannels, multiplier] };
    return lowering.reshape(lowering.node("ReduceSum", [product, axes], sum, { keepdims: 0 }), [1, g.outChannels]);
  });
  const shape = [sums.length, g.outChannels];
  const joined =
    sums.length === 1 ? (sums[0] as Value) : lowering.node("Concat", sums, { type: x.type, shape }, { axis: 0 });
  return result(call, lowering.reshape(joined, g.filterShape));
};

/** Convolutions of each channel by itself, and their gradients; tfjs has none with dilations. */
export const depthwiseRules: Rules = {
  DepthwiseConv2dNative: depthwise,
  FusedDepthwiseConv2D: fusedDepthwise,
  DepthwiseConv2dNativeBackpropInput: inputGradient,
  DepthwiseConv2dNativeBackpropFilter: filterGradient,
};
