import type { Value } from "../graph";
import type { Lowering } from "./lowering";

type Shape4 = readonly [number, number, number, number];

const permuted = (lowering: Lowering, x: Value, perm: Shape4): Value => {
  const shape = perm.map((axis) => x.shape[axis] as number);
  return lowering.node("Transpose", [x], { type: x.type, shape }, { perm });
};

/** [batch, height, width, channels], as tfjs has it → [batch, channels, height, width], as ONNX has it. */
export const channelsFirst = (lowering: Lowering, x: Value): Value => permuted(lowering, x, [0, 3, 1, 2]);

/** [batch, channels, height, width] → [batch, height, width, channels]. */
export const channelsLast = (lowering: Lowering, x: Value): Value => permuted(lowering, x, [0, 2, 3, 1]);

/** [height, width, in, out] → [out, in, height, width]. */
export const kernelFirst = (lowering: Lowering, filter: Value): Value => permuted(lowering, filter, [3, 2, 0, 1]);

/** Swaps the two leading axes: batch and channels change roles in a filter's gradient. */
export const swapLeading = (lowering: Lowering, x: Value): Value => permuted(lowering, x, [1, 0, 2, 3]);

/** The bounds of ONNX's `pads`: begins, then ends. */
export const padsOf = ({ top, left, bottom, right }: Padding): number[] => [top, left, bottom, right];
export interface Padding {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
