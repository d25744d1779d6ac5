import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import type { Lowering } from "../lowering";
import { sliced } from "../moves";
import { product } from "./product";

/** What an element that is scattered costs beside a product's multiplications, and one of a mask. */
const [SCATTERED, MULTIPLIED, MASKED] = [50, 0.02, 1];

/** Whether a product with a mask of rows is faster than ONNX Runtime's scatter, which goes element by element. */
const prefersMask = (rows: number, columns: number): boolean =>
  rows * (MULTIPLIED * columns + MASKED) <= SCATTERED * columns;

/** Σ over the rows of `updates` that go to the same row: mask · updates, where mask is 1 at [target, update]. */
function masked(lowering: Lowering, updates: Value, targets: Value, rows: number): Value {
  const { equal, as } = arithmetic(lowering);
  const [count] = updates.shape as [number];
  const all = lowering.graph.constant(
    "int32",
    [rows],
    Int32Array.from({ length: rows }, (_, row) => row),
  );
  const mask = as(equal(lowering.reshape(targets, [count, 1]), all), "float32"); // [updates, rows]
  return product(lowering, { a: mask, b: updates, transposeA: true, transposeB: false });
}

function scattered(lowering: Lowering, updates: Value, targets: Value, rows: number): Value {
  const { choose, less, and, not, as } = arithmetic(lowering);
  const [count, columns] = updates.shape as [number, number];
  const isInside = and(less(targets, rows), not(less(targets, 0)));
  const inside = as(choose(isInside, targets, rows), "int64"); // one row more, for what is left out
  const places = lowering.expand(lowering.reshape(inside, [count, 1]), [count, columns]);
  const type = updates.type as "float32";
  const inputs = [lowering.filled(0, type, [rows + 1, columns]), places, updates];
  const sums = lowering.node(
    "ScatterElements",
    inputs,
    { type, shape: [rows + 1, columns] },
    { axis: 0, reduction: "add" },
  );
  return sliced(lowering, sums, { begin: [0, 0], size: [rows, columns] });
}

/**
 * Adds each row of `updates` to the row of the result that `targets` names; what is named outside of it is left out.
 * Not ONNX's ScatterND: ONNX Runtime runs it on all threads, which lose each other's additions to one row.
 * @param updates [count, columns], float32 or int32
 * @param targets [count], int32
 * @returns [rows, columns]
 */
export function summedByRow(lowering: Lowering, updates: Value, targets: Value, rows: number): Value {
  const prefers = updates.type === "float32" && prefersMask(rows, updates.shape[1] as number);
  return (prefers ? masked : scattered)(lowering, updates, targets, rows);
}
