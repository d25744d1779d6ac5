import { channelsFirst, channelsLast } from "../layout";
import { operand, type Rule, type Rules, refused, result } from "../rule";
import { throughMaxima } from "./maxima";
import {
  filterExtents,
  inExtents,
  missingOutput,
  outExtents,
  poolingGeometry,
  settings,
  volumeWindows,
} from "./volume-geometry";

/** Average pooling is `valid` only: tfjs' cpu backend has a wrong gradient for windows cut by the border. */
const PADS = { MaxPool: ["same", "valid"], AveragePool: ["valid"] } as const;

const pooling =
  (operation: keyof typeof PADS): Rule =>
  (call) => {
    const x = operand(call, "x");
    if (x.type !== "float32") throw refused(call, "dtype", x.type, "float32");
    const g = poolingGeometry(call, x, PADS[operation]);
    const { strides, pads } = settings(g);
    const output = { type: x.type, shape: [g.batchSize, g.inChannels, ...outExtents(g)] };
    const attributes = { kernel_shape: filterExtents(g), strides, pads };
    const pooled = call.lowering.node(operation, [channelsFirst(call.lowering, x)], output, attributes);
    return result(call, channelsLast(call.lowering, pooled));
  };

/** Of equal elements the last one gets the gradient, as on the cpu backend; over images it is the first. */
const maxPoolGradient: Rule = (call) => {
  const [dy, x, y] = [operand(call, "dy"), operand(call, "input"), operand(call, "output")];
  const g = poolingGeometry(call, x, PADS.MaxPool);
  return result(call, throughMaxima(call.lowering, { x, y, dy, windows: volumeWindows(g), isLast: true }));
};

/** Each dy is spread evenly over its window: a transposed convolution, channel by channel. */
const averagePoolGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, x] = [operand(call, "dy"), operand(call, "input")];
  const g = poolingGeometry(call, x, PADS.AveragePool);
  const extents = filterExtents(g);
  const share = 1 / extents.reduce((product, extent) => product * extent, 1);
  const kernel = lowering.filled(share, "float32", [g.inChannels, 1, ...extents]);
  const output = { type: dy.type, shape: [g.batchSize, g.inChannels, ...inExtents(g)] };
  const attributes = { ...settings(g), group: g.inChannels, output_padding: missingOutput(g) };
  const spread = lowering.node("ConvTranspose", [channelsFirst(lowering, dy), kernel], output, attributes);
  return result(call, channelsLast(lowering, spread));
};

/** Pooling over depth, height and width, and its gradients. */
export const volumePoolingRules: Rules = {
  MaxPool3D: pooling("MaxPool"),
  AvgPool3D: pooling("AveragePool"),
  MaxPool3DGrad: maxPoolGradient,
  AvgPool3DGrad: averagePoolGradient,
};
