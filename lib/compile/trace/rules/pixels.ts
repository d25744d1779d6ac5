import type { Value } from "../../graph";
import { type Arithmetic, arithmetic } from "../arithmetic";
import type { Lowering } from "../lowering";

/** Images that are read at places which the graph computes. */
export interface Pixels {
  /** [batch, height, width, channels] */
  readonly images: Value;
  /** The image of each place, int32; broadcasts with the places. */
  readonly batch: Value;
}

/** Whether 0 ≤ place ≤ extent − 1. */
export const isWithin = ({ and, atMost }: Arithmetic, place: Value, extent: number): Value =>
  and(atMost(0, place), atMost(place, extent - 1));

const clamped = ({ greatest, least }: Arithmetic, place: Value, extent: number): Value =>
  greatest(least(place, extent - 1), 0);

/**
 * The pixels at whole places, given as float32; those outside are moved to the border.
 * @returns [places…, channels]
 */
export function pixelsAt(lowering: Lowering, { images, batch }: Pixels, row: Value, column: Value): Value {
  const math = arithmetic(lowering);
  const [count, height, width, channels] = images.shape as [number, number, number, number];
  const [y, x] = [clamped(math, row, height), clamped(math, column, width)].map((place) => math.as(place, "int32"));
  const line = math.add(math.multiply(batch, height), y as Value);
  const index = math.add(math.multiply(line, width), x as Value);
  const rows = lowering.reshape(images, [count * height * width, channels]);
  const output = { type: images.type, shape: [...index.shape, channels] };
  return lowering.node("Gather", [rows, index], output, { axis: 0 });
}

/** A value of each place beside one of each channel. */
export const perChannel = (lowering: Lowering, x: Value): Value => lowering.reshape(x, [...x.shape, 1]);

/** Half up, as JavaScript rounds; ONNX's Round goes to the even one. */
export const rounded = ({ floor, add }: Arithmetic, x: Value): Value => floor(add(x, 0.5));
