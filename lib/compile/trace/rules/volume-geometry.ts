import { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { type KernelCall, refused } from "../rule";
import type { Windows } from "./windows";

/** Extents, strides, dilations and padding of a convolution or of pooling over depth, height and width. */
export type VolumeGeometry = backend_util.Conv3DInfo;

type Shape5 = [number, number, number, number, number];

function checkPad(call: KernelCall, accepted: readonly string[]): "same" | "valid" {
  const { pad, dataFormat } = call.attributes;
  if (dataFormat !== undefined && dataFormat !== "NDHWC") throw refused(call, "dataFormat", dataFormat, "NDHWC");
  if (!accepted.includes(pad as string)) throw refused(call, "pad", JSON.stringify(pad), accepted.join(", "));
  return pad as "same";
}

/** Where a stride exceeds the window, tfjs lets the windows of `same` start behind the border; TensorFlow does not. */
function checkStart(call: KernelCall, g: VolumeGeometry): VolumeGeometry {
  if (Math.min(...begins(g), ...ends(g)) >= 0) return g;
  throw refused(call, "pad", '"same"', "valid where a stride exceeds the window");
}

/** @throws TypeError for a layout or padding that has no rule */
export function convolutionGeometry(call: KernelCall, x: readonly number[], filter: readonly number[]): VolumeGeometry {
  const { strides, dilations } = call.attributes;
  const pad = checkPad(call, ["same", "valid"]);
  const rates = (dilations ?? 1) as number;
  return checkStart(call, backend_util.computeConv3DInfo(x as Shape5, filter as Shape5, strides as number, rates, pad));
}

/** @throws TypeError for a layout or padding that has no rule */
export function poolingGeometry(call: KernelCall, x: Value, pads: readonly string[]): VolumeGeometry {
  const { filterSize, strides, dimRoundingMode } = call.attributes;
  const pad = checkPad(call, pads);
  const rounding = dimRoundingMode as undefined;
  return checkStart(
    call,
    backend_util.computePool3DInfo(x.shape as Shape5, filterSize as number, strides as number, 1, pad, rounding),
  );
}

export const strides = (g: VolumeGeometry): number[] => [g.strideDepth, g.strideHeight, g.strideWidth];
export const filterExtents = (g: VolumeGeometry): number[] => [g.filterDepth, g.filterHeight, g.filterWidth];
export const inExtents = (g: VolumeGeometry): number[] => [g.inDepth, g.inHeight, g.inWidth];
export const outExtents = (g: VolumeGeometry): number[] => [g.outDepth, g.outHeight, g.outWidth];
const dilations = (g: VolumeGeometry): number[] => [g.dilationDepth, g.dilationHeight, g.dilationWidth];
const begins = ({ padInfo }: VolumeGeometry): number[] => [padInfo.front, padInfo.top, padInfo.left];
const ends = ({ padInfo }: VolumeGeometry): number[] => [padInfo.back, padInfo.bottom, padInfo.right];

/** The attributes that ONNX's convolutions and pools share. */
export const settings = (g: VolumeGeometry): Record<"strides" | "dilations" | "pads", number[]> => ({
  strides: strides(g),
  dilations: dilations(g),
  pads: [...begins(g), ...ends(g)],
});

/** What strides leave uncovered at the end of the input: the output padding of a transposed convolution. */
export const missingOutput = (g: VolumeGeometry): number[] =>
  inExtents(g).map((extent, i) => {
    const at = (values: readonly number[]): number => values[i] as number;
    const covered = (at(outExtents(g)) - 1) * at(strides(g)) + (at(filterExtents(g)) - 1) * at(dilations(g)) + 1;
    return extent + at(begins(g)) + at(ends(g)) - covered;
  });

/** The windows along depth, height and width of [batch, depth, height, width, channels]. */
export const volumeWindows = (g: VolumeGeometry): readonly Windows[] =>
  filterExtents(g).map((extent, i) => ({
    axis: i + 1,
    extent,
    dilation: dilations(g)[i] as number,
    stride: strides(g)[i] as number,
    count: outExtents(g)[i] as number,
    before: begins(g)[i] as number,
  }));
