import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { padsOf } from "../layout";
import type { Lowering } from "../lowering";
import { type KernelCall, refused } from "../rule";

/** Extents, strides, dilations and padding of one convolution. */
export type Geometry = backend_util.Conv2DInfo;

/**
 * The geometry of a call.
 * @param isDepthwise whether the filters are of each channel by itself, [height, width, channels, multiplier]
 * @throws TypeError for a layout or padding that has no rule
 */
export function geometry(
  call: KernelCall,
  x: readonly number[],
  filter: readonly number[],
  isDepthwise = false,
): Geometry {
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
    isDepthwise,
  );
}

/** A 1×1 kernel of stride 1 is a product of matrices, with no change of layout. */
export const isPointwise = (g: Geometry): boolean =>
  g.filterHeight * g.filterWidth === 1 && g.strideHeight * g.strideWidth === 1;

/** The attributes that ONNX's convolutions share. */
export const settings = (g: Geometry): Record<"strides" | "dilations" | "pads", number[]> => ({
  strides: [g.strideHeight, g.strideWidth],
  dilations: [g.dilationHeight, g.dilationWidth],
  pads: padsOf(g.padInfo),
});

/** What stride leaves uncovered at the end of the input: the output padding of a transposed convolution. */
export function missingOutput(g: Geometry): number[] {
  const { top, bottom, left, right } = g.padInfo;
  const covered = (out: number, stride: number, extent: number, padding: number): number =>
    (out - 1) * stride + extent - padding;
  return [
    g.inHeight - covered(g.outHeight, g.strideHeight, g.filterHeight, top + bottom),
    g.inWidth - covered(g.outWidth, g.strideWidth, g.filterWidth, left + right),
  ];
}

/** Whether the gradient of the input is a convolution too, with the filter turned round. */
export const isTurnable = (g: Geometry): boolean =>
  g.strideHeight * g.strideWidth * g.dilationHeight * g.dilationWidth === 1 &&
  Math.max(g.padInfo.top, g.padInfo.bottom) < g.filterHeight &&
  Math.max(g.padInfo.left, g.padInfo.right) < g.filterWidth;

/** The padding of that convolution. */
export function turnedPads(g: Geometry): number[] {
  const { top, bottom, left, right } = g.padInfo;
  const [tall, wide] = [g.filterHeight - 1, g.filterWidth - 1];
  return [tall - top, wide - left, tall - bottom, wide - right];
}

/** Rows in reverse order: filters turned round, where each row is a place. */
export function turned(lowering: Lowering, rows: Value): Value {
  const bounds = [[-1], [-(rows.shape[0] as number) - 1], [0], [-1]];
  return lowering.node("Slice", [rows, ...bounds.map((numbers) => lowering.graph.integers(numbers))], rows);
}
