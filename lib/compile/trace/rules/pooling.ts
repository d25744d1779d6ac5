import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { channelsFirst, channelsLast, padsOf } from "../layout";
import { converted, type Lowering } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, refused, result } from "../rule";
import { padded, spreadParts, type Windows, windowPart, windowsOf } from "./windows";

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

/** dy for the first of the parts that is the largest, 0 for the others; NaN counts as last. */
function shares(lowering: Lowering, parts: readonly Value[], largest: Value, dy: Value): readonly Value[] {
  let rest = dy;
  return parts.map((part, i) => {
    if (i === parts.length - 1) return rest;
    const isLargest = lowering.node("Equal", [part, largest], { type: "bool", shape: part.shape });
    const share = lowering.node("Mul", [rest, converted(lowering, isLargest, "float32")], dy);
    rest = lowering.node("Sub", [rest, share], dy);
    return share;
  });
}

/**
 * Each dy goes to the place of its window's largest element, the first of equal ones: first to the line that holds it,
 * then to the place within the line. ONNX's way, the places as indices and a scatter, takes twice the time.
 */
const maxPoolGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, x, y] = [operand(call, "dy"), operand(call, "input"), operand(call, "output")];
  const g = geometry(call, x.shape, PADS.MaxPool);
  const [rows, columns] = windowsOf(g);
  const { top, bottom, left, right } = g.padInfo;
  const partsOf = (value: Value, windows: Windows, before: number, after: number): readonly Value[] => {
    const whole = padded(lowering, value, [{ axis: windows.axis, before, after }], -Infinity);
    return Array.from({ length: windows.extent }, (_, at) => windowPart(lowering, whole, windows, at));
  };
  const places = partsOf(x, columns, left, right);
  const lines = places.reduce((most, place) => lowering.node("Max", [most, place], place));
  const byLine = spreadParts(lowering, shares(lowering, partsOf(lines, rows, top, bottom), y, dy), rows, g.inHeight);
  return result(call, spreadParts(lowering, shares(lowering, places, lines, byLine), columns, g.inWidth));
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
