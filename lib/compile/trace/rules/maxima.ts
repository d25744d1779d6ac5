import type { Value } from "../../graph";
import { converted, type Lowering } from "../lowering";
import { padded, spreadParts, type Windows, windowPart } from "./windows";

/**
 * dy for the first of the parts that is the largest, or the last if asked, 0 for the others. One is always chosen: where
 * there is NaN the one that comes at the end.
 */
export function shares(
  lowering: Lowering,
  parts: readonly Value[],
  { largest, dy, isLast = false }: { largest: Value; dy: Value; isLast?: boolean },
): readonly Value[] {
  const ordered = isLast ? [...parts].reverse() : parts;
  let rest = dy;
  const given = ordered.map((part, i) => {
    if (i === parts.length - 1) return rest;
    const isLargest = lowering.node("Equal", [part, largest], { type: "bool", shape: part.shape });
    const share = lowering.node("Mul", [rest, converted(lowering, isLargest, "float32")], dy);
    rest = lowering.node("Sub", [rest, share], dy);
    return share;
  });
  return isLast ? given.reverse() : given;
}

export const largestOf = (lowering: Lowering, parts: readonly Value[]): Value =>
  parts.reduce((most, part) => lowering.node("Max", [most, part], part));

/** The maxima of windows, on their way back. */
export interface Maxima {
  readonly x: Value;
  /** The largest element of each window, and its gradient. */
  readonly y: Value;
  readonly dy: Value;
  /** Along each axis, the outermost first. */
  readonly windows: readonly Windows[];
  /** Whether the last of equal elements gets the gradient, not the first. */
  readonly isLast?: boolean;
}

/**
 * Each dy goes to the place of its window's largest element: first to the line that holds it, then to the place within
 * the line. ONNX's way, the places as indices and a scatter, takes twice the time.
 */
export function throughMaxima(lowering: Lowering, { x, y, dy, windows, isLast = false }: Maxima): Value {
  const along = windows.at(-1) as Windows;
  const length = x.shape[along.axis] as number;
  const after = (along.count - 1) * along.stride + (along.extent - 1) * along.dilation + 1 - along.before - length;
  const margin = { axis: along.axis, before: along.before, after: Math.max(after, 0) };
  const whole = padded(lowering, x, [margin], Number.NEGATIVE_INFINITY);
  const places = Array.from({ length: along.extent }, (_, at) => windowPart(lowering, whole, along, at));
  const outer = windows.slice(0, -1);
  const lines = outer.length === 0 ? y : largestOf(lowering, places);
  const byLine = outer.length === 0 ? dy : throughMaxima(lowering, { x: lines, y, dy, windows: outer, isLast });
  return spreadParts(lowering, shares(lowering, places, { largest: lines, dy: byLine, isLast }), along, length);
}
