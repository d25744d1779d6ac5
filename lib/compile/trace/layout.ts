import type { Value } from "../graph";
import type { Lowering } from "./lowering";
import { transposed } from "./moves";

/** Axes from `first` up to `end`, which is left out. */
const axes = (first: number, end: number): number[] => Array.from({ length: end - first }, (_, i) => first + i);

/** [batch, places…, channels], as tfjs has it → [batch, channels, places…], as ONNX has it. */
export const channelsFirst = (lowering: Lowering, x: Value): Value =>
  transposed(lowering, x, [0, x.shape.length - 1, ...axes(1, x.shape.length - 1)]);

/** [batch, channels, places…] → [batch, places…, channels]. */
export const channelsLast = (lowering: Lowering, x: Value): Value =>
  transposed(lowering, x, [0, ...axes(2, x.shape.length), 1]);

/** [places…, in, out] → [out, in, places…]. */
export function kernelFirst(lowering: Lowering, filter: Value): Value {
  const rank = filter.shape.length;
  return transposed(lowering, filter, [rank - 1, rank - 2, ...axes(0, rank - 2)]);
}

/** Swaps the two leading axes: batch and channels change roles in a filter's gradient. */
export const swapLeading = (lowering: Lowering, x: Value): Value =>
  transposed(lowering, x, [1, 0, ...axes(2, x.shape.length)]);

/** The bounds of ONNX's `pads`: begins, then ends. */
export const padsOf = ({ top, left, bottom, right }: Padding): number[] => [top, left, bottom, right];
export interface Padding {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
