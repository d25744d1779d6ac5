import type { Value } from "../../graph";
import { channelsFirst, channelsLast, kernelFirst, swapLeading } from "../layout";
import { sliced, transposed } from "../moves";
import { operand, type Rule, type Rules, result } from "../rule";
import { convolutionGeometry, inExtents, missingOutput, outExtents, settings } from "./volume-geometry";

const convolution: Rule = (call) => {
  const { lowering } = call;
  const [x, filter] = [operand(call, "x"), operand(call, "filter")];
  const g = convolutionGeometry(call, x.shape, filter.shape);
  const inputs = [channelsFirst(lowering, x), kernelFirst(lowering, filter)];
  const output = { type: x.type, shape: [g.batchSize, g.outChannels, ...outExtents(g)] };
  return result(call, channelsLast(lowering, lowering.node("Conv", inputs, output, settings(g))));
};

/** The transposed convolution of dy. */
const inputGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, filter] = [operand(call, "dy"), operand(call, "filter")];
  const g = convolutionGeometry(call, call.attributes.inputShape as number[], filter.shape);
  const inputs = [channelsFirst(lowering, dy), kernelFirst(lowering, filter)];
  const output = { type: dy.type, shape: [g.batchSize, g.inChannels, ...inExtents(g)] };
  const attributes = { ...settings(g), output_padding: missingOutput(g) };
  return result(call, channelsLast(lowering, lowering.node("ConvTranspose", inputs, output, attributes)));
};

/** A convolution of x with dy over the batch, strides turned into dilations, cut to the filter's size. */
const filterGradient: Rule = (call) => {
  const { lowering } = call;
  const [x, dy] = [operand(call, "x"), operand(call, "dy")];
  const filterShape = call.attributes.filterShape as number[];
  const g = convolutionGeometry(call, x.shape, filterShape);
  const { strides, pads } = settings(g);
  const inputs = [x, dy].map((value) => swapLeading(lowering, channelsFirst(lowering, value))) as [Value, Value];
  const extents = inExtents(g).map(
    (extent, i) =>
      extent +
      (pads[i] as number) +
      (pads[i + 3] as number) -
      ((outExtents(g)[i] as number) - 1) * (strides[i] as number),
  );
  const output = { type: x.type, shape: [g.inChannels, g.outChannels, ...extents] };
  const sums = lowering.node("Conv", inputs, output, { dilations: strides, pads });
  const size = [g.inChannels, g.outChannels, ...filterShape.slice(0, 3)];
  const cut = sliced(lowering, sums, { begin: size.map(() => 0), size });
  return result(call, transposed(lowering, cut, [2, 3, 4, 0, 1]));
};

/** Convolutions over depth, height and width, and their gradients; tfjs has none with dilations. */
export const volumeRules: Rules = {
  Conv3D: convolution,
  Conv3DBackpropInputV2: inputGradient,
  Conv3DBackpropFilterV2: filterGradient,
};
