import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { channelsFirst, channelsLast, padsOf } from "../layout";
import { type KernelCall, operand, type Rule, type Rules, refused, result } from "../rule";
import { throughMaxima } from "./maxima";
import { windowsOf } from "./windows";

type Geometry = backend_util.Conv2DInfo;

/** @throws TypeError for a padding or a type that has no rule */
export function poolGeometry(call: KernelCall, x: Value, accepted: readonly string[]): Geometry {
  const { filterSize, strides, pad, dimRoundingMode } = call.attributes;
  if (x.type !== "float32") throw refused(call, "dtype", x.type, "float32");
  if (!accepted.includes(pad as string)) throw refused(call, "pad", JSON.stringify(pad), accepted.join(", "));
  const shape = x.shape as [number, number, number, number];
  return backend_util.computePool2DInfo(
    shape,
    filterSize as number,
    strides as number,
    1,
    pad as "same",
    dimRoundingMode as undefined,
  );
}

/** The attributes that ONNX's pools share. */
export const poolSettings = (g: Geometry): Record<string, number[]> => ({
  kernel_shape: [g.filterHeight, g.filterWidth],
  strides: [g.strideHeight, g.strideWidth],
  pads: padsOf(g.padInfo),
});

const shapeIn = (g: Geometry): number[] => [g.batchSize, g.inChannels, g.inHeight, g.inWidth];
/** [batch, channels, outHeight, outWidth] */
export const shapeOut = (g: Geometry): number[] => [g.batchSize, g.inChannels, g.outHeight, g.outWidth];

/** Average pooling is `valid` only: tfjs' cpu backend has a wrong gradient for windows cut by the border. */
const PADS = { MaxPool: ["same", "valid"], AveragePool: ["valid"] } as const;

const pooling =
  (operation: keyof typeof PADS): Rule =>
  (call) => {
    const x = operand(call, "x");
    const g = poolGeometry(call, x, PADS[operation]);
    const output = { type: x.type, shape: shapeOut(g) };
    const pooled = call.lowering.node(operation, [channelsFirst(call.lowering, x)], output, poolSettings(g));
    return result(call, channelsLast(call.lowering, pooled));
  };

const maxPoolGradient: Rule = (call) => {
  const [dy, x, y] = [operand(call, "dy"), operand(call, "input"), operand(call, "output")];
  const g = poolGeometry(call, x, PADS.MaxPool);
  return result(call, throughMaxima(call.lowering, { x, y, dy, windows: windowsOf(g) }));
};

/** Each dy is spread evenly over its window: a transposed convolution, channel by channel. */
const averagePoolGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, input] = [operand(call, "dy"), operand(call, "input")];
  const g = poolGeometry(call, input, PADS.AveragePool);
  const share = 1 / (g.filterHeight * g.filterWidth);
  const kernel = lowering.filled(share, "float32", [g.inChannels, 1, g.filterHeight, g.filterWidth]);
  const missing = [
    g.inHeight - ((g.outHeight - 1) * g.strideHeight + g.filterHeight),
    g.inWidth - ((g.outWidth - 1) * g.strideWidth + g.filterWidth),
  ];
  const attributes = { ...poolSettings(g), group: g.inChannels, output_padding: missing };
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
