import type { Value } from "../graph";
import type { Lowering } from "./lowering";

const replaced = (shape: readonly number[], axis: number, ...extents: readonly number[]): number[] => [
  ...shape.slice(0, axis),
  ...extents,
  ...shape.slice(axis + 1),
];

/** `x` with its axes in another order. */
export function transposed(lowering: Lowering, x: Value, perm: readonly number[]): Value {
  if (perm.every((axis, place) => axis === place)) return x;
  const shape = perm.map((axis) => x.shape[axis] as number);
  return lowering.node("Transpose", [x], { type: x.type, shape }, { perm });
}

/** The elements of `x` at constant places along one axis. */
export function taken(lowering: Lowering, x: Value, places: readonly number[], axis: number): Value {
  const indices = lowering.graph.constant("int32", [places.length], Int32Array.from(places));
  const shape = replaced(x.shape, axis, places.length);
  return lowering.node("Gather", [x, indices], { type: x.type, shape }, { axis });
}

/** `size` elements along every axis from `begin`, each `step` after the last; backwards where the step is negative. */
export function sliced(
  lowering: Lowering,
  x: Value,
  { begin, size, steps }: { begin: readonly number[]; size: readonly number[]; steps?: readonly number[] },
): Value {
  const step = (axis: number): number => steps?.[axis] ?? 1;
  // One behind the last element; before the first it is counted from the end, as −1 would be the last element.
  const end = size.map((count, axis) => {
    const place = (begin[axis] as number) + count * step(axis);
    return place < 0 ? place - (x.shape[axis] as number) : place;
  });
  const axes = x.shape.map((_, axis) => axis);
  const bounds = [begin, end, ...(steps === undefined ? [] : [axes, axes.map(step)])];
  const inputs = [x, ...bounds.map((numbers) => lowering.graph.integers(numbers))];
  return lowering.node("Slice", inputs, { type: x.type, shape: size });
}

/**
 * What `x` is at each index, batch by batch.
 * @param x [batch…, named…, rest…], the axes that an index names and those that it doesn't
 * @param indices [batch…, places…, number of named axes], int64
 * @returns [batch…, places…, rest…]
 */
export function gathered(lowering: Lowering, x: Value, indices: Value, batchDims = 0): Value {
  const depth = indices.shape.at(-1) as number;
  const shape = [...indices.shape.slice(0, -1), ...x.shape.slice(batchDims + depth)];
  return lowering.node("GatherND", [x, indices], { type: x.type, shape }, { batch_dims: batchDims });
}

/** Values of one shape but along the axis, one behind the other. */
export function joined(lowering: Lowering, parts: readonly Value[], axis: number): Value {
  const [first] = parts as [Value];
  if (parts.length === 1) return first;
  const extent = parts.reduce((sum, { shape }) => sum + (shape[axis] as number), 0);
  return lowering.node("Concat", parts, { type: first.type, shape: replaced(first.shape, axis, extent) }, { axis });
}
