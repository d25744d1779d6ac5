import { sizeOf } from "../../../tensors/host-tensor";
import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { channelsFirst, channelsLast, padsOf } from "../layout";
import { type KernelCall, operand, type Rule, type Rules, refused, result } from "../rule";

type Geometry = backend_util.Conv2DInfo;

function geometry(call: KernelCall, x: readonly number[], accepted: readonly string[]): Geometry {
  const { filterSize, strides, pad, dimRoundingMode } = call.attributes;
  if (!accepted.includes(pad as string)) throw refused(call, "pad", JSON.stringify(pad), accepted.join(", "));
  const shape = x as [number, number, number, number];
  return backend_util.computePool2DInfo(
    shape,
    filterSize as number,
    strides as number,
    1,
    pad as "same",
    dimRoundingMode as undefined,
  );
}

const settings = (g: Geometry): Record<string, number[]> => ({
  kernel_shape: [g.filterHeight, g.filterWidth],
  strides: [g.strideHeight, g.strideWidth],
  pads: padsOf(g.padInfo),
});

const shapeIn = (g: Geometry): number[] => [g.batchSize, g.inChannels, g.inHeight, g.inWidth];
const shapeOut = (g: Geometry): number[] => [g.batchSize, g.inChannels, g.outHeight, g.outWidth];

/** Average pooling is `valid` only: tfjs' cpu backend has a wrong gradient for windows cut by the border. */
const PADS = { MaxPool: ["same", "valid"], AveragePool: ["valid"] } as const;

const pooling =
  (operation: keyof typeof PADS): Rule =>
  (call) => {
    const x = operand(call, "x");
    const g = geometry(call, x.shape, PADS[operation]);
    const output = { type: x.type, shape: shapeOut(g) };
    const pooled = call.lowering.node(operation, [channelsFirst(call.lowering, x)], output, settings(g));
    return result(call, channelsLast(call.lowering, pooled));
  };

/** Each dy goes to the place of its window's largest element. */
const maxPoolGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, input] = [operand(call, "dy"), operand(call, "input")];
  const g = geometry(call, input.shape, PADS.MaxPool);
  const outputs = [
    { type: input.type, shape: shapeOut(g) },
    { type: "int64" as const, shape: shapeOut(g) },
  ];
  const places = lowering.graph.nodeWithOutputs(
    "MaxPool",
    [channelsFirst(lowering, input)],
    outputs,
    settings(g),
  )[1] as Value;
  const flat = (value: Value): Value => lowering.reshape(value, [sizeOf(value.shape)]);
  const zeros = lowering.filled(0, "float32", [sizeOf(shapeIn(g))]);
  const inputs = [zeros, flat(places), flat(channelsFirst(lowering, dy))];
  const spread = lowering.node("ScatterElements", inputs, zeros, { axis: 0, reduction: "add" });
  return result(call, channelsLast(lowering, lowering.reshape(spread, shapeIn(g))));
};

/** Each dy is spread evenly over its window: a transposed convolution, channel by channel. */
const averagePoolGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, input] = [operand(call, "dy"), operand(call, "input")];
  const g = geometry(call, input.shape, PADS.AveragePool);
  const share = 1 / (g.filterHeight * g.filterWidth);
  const kernel = lowering.filled(share, "float32", [g.inChannels, 1, g.filterHeight, g.filterWidth]);
  const missing = [
    g.inHeight - ((g.outHeight - 1) * g.strideHeight + g.filterHeight),
    g.inWidth - ((g.outWidth - 1) * g.strideWidth + g.filterWidth),
  ];
  const attributes = { ...settings(g), group: g.inChannels, output_padding: missing };
  const output = { type: dy.type, shape: shapeIn(g) };
  const spread = lowering.node("ConvTranspose", [channelsFirst(lowering, dy), kernel], output, attributes);
  return result(call, channelsLast(lowering, spread));
};

/** Pooling over height and width, and its gradients. */
export const poolingRules: Rules = {
  MaxPool: pooling("MaxPool"),
  AvgPool: pooling("AveragePool"),
  MaxPoolGrad: maxPoolGradient,
  AvgPoolGrad: averagePoolGradient,
};
