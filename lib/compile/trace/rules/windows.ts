import type { backend_util } from "../../../tensors/tf";
import type { Value } from "../../graph";
import type { Lowering } from "../lowering";

/** How windows lie along one axis of a tensor. */
export interface Windows {
  readonly axis: number;
  /** Elements of a window, and how far apart they lie. */
  readonly extent: number;
  readonly dilation: number;
  /** From the start of one window to that of the next. */
  readonly stride: number;
  readonly count: number;
  /** Elements of the first window that lie before the tensor's start. */
  readonly before: number;
}

/** The windows of a convolution or of pooling along height and along width, of [batch, height, width, channels]. */
export const windowsOf = (g: backend_util.Conv2DInfo): readonly [rows: Windows, columns: Windows] => [
  {
    axis: 1,
    extent: g.filterHeight,
    dilation: g.dilationHeight,
    stride: g.strideHeight,
    count: g.outHeight,
    before: g.padInfo.top,
  },
  {
    axis: 2,
    extent: g.filterWidth,
    dilation: g.dilationWidth,
    stride: g.strideWidth,
    count: g.outWidth,
    before: g.padInfo.left,
  },
];

const replaced = (shape: readonly number[], axis: number, extent: number): number[] =>
  shape.map((given, i) => (i === axis ? extent : given));

/** How many elements are added before and after an axis; taken away where negative. */
export interface Margin {
  readonly axis: number;
  readonly before: number;
  readonly after: number;
}

/** `x` with margins of the value `filler`. */
export function padded(lowering: Lowering, x: Value, margins: readonly Margin[], filler = 0): Value {
  if (margins.every(({ before, after }) => before === 0 && after === 0)) return x;
  const of = (side: "before" | "after"): readonly number[] =>
    x.shape.map((_, axis) => margins.find((margin) => margin.axis === axis)?.[side] ?? 0);
  const [before, after] = [of("before"), of("after")];
  const shape = x.shape.map((extent, axis) => extent + (before[axis] as number) + (after[axis] as number));
  const bounds = lowering.graph.integers([...before, ...after]);
  return lowering.node("Pad", [x, bounds, lowering.graph.scalar(x.type as "float32", filler)], { type: x.type, shape });
}

/** The `at`-th element of every window, along the axis. `x` is padded: no window reaches over its ends. */
export function windowPart(
  lowering: Lowering,
  x: Value,
  { axis, dilation, stride, count }: Windows,
  at: number,
): Value {
  const start = at * dilation;
  const bounds = [[start], [start + (count - 1) * stride + 1], [axis], [stride]];
  const inputs = [x, ...bounds.map((numbers) => lowering.graph.integers(numbers))];
  return lowering.node("Slice", inputs, { type: x.type, shape: replaced(x.shape, axis, count) });
}

/**
 * The reverse of taking parts: puts the parts of all windows back to their places along the axis, added up where windows
 * overlap. A tensor of `length` along the axis; what lies before its start or behind its end is cut off.
 */
export function spreadParts(lowering: Lowering, parts: readonly Value[], windows: Windows, length: number): Value {
  const { axis, dilation, stride, before } = windows;
  if (stride === 1)
    return sumOf(
      lowering,
      parts.map((part, at) => placed(lowering, part, axis, at * dilation - before, length)),
    );
  const rows = Math.ceil((before + length) / stride);
  const phases = Array.from({ length: stride }, (_, phase) => {
    const own = parts.flatMap((part, at) =>
      (at * dilation) % stride === phase
        ? [placed(lowering, part, axis, Math.floor((at * dilation) / stride), rows)]
        : [],
    );
    const shape = replaced((parts[0] as Value).shape, axis, rows);
    return own.length > 0 ? sumOf(lowering, own) : lowering.filled(0, "float32", shape);
  });
  const margin = { axis, before: -before, after: before + length - rows * stride };
  return padded(lowering, interleaved(lowering, phases, axis), [margin]);
}

/** A part as `length` elements along the axis, its first one at `offset`, the rest 0. */
const placed = (lowering: Lowering, part: Value, axis: number, offset: number, length: number): Value =>
  padded(lowering, part, [{ axis, before: offset, after: length - (part.shape[axis] as number) - offset }]);

const sumOf = (lowering: Lowering, values: readonly Value[]): Value =>
  values.reduce((sum, value) => lowering.node("Add", [sum, value], sum));

/** Element by element from each in turn, along the axis. */
function interleaved(lowering: Lowering, phases: readonly Value[], axis: number): Value {
  const [first] = phases as [Value];
  const rows = first.shape[axis] as number;
  const deep = [...first.shape.slice(0, axis + 1), 1, ...first.shape.slice(axis + 1)];
  const inputs = phases.map((phase) => lowering.reshape(phase, deep));
  const joined = lowering.node(
    "Concat",
    inputs,
    { type: first.type, shape: replaced(deep, axis + 1, phases.length) },
    { axis: axis + 1 },
  );
  return lowering.reshape(joined, replaced(first.shape, axis, rows * phases.length));
}
