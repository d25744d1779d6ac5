import * as tf from "../tensors/tf";
import { adaptiveAverage, type Size } from "./adaptive-average";
import { choice } from "./choice";
import type { Pair, Shapes, Term } from "./term";

/**
 * How a solution goes on from one layer to the next: G = F₁ᵀ F₂ / (height · width), the products of every channel of the
 * first map with every one of the second, mean over the places.
 *
 * Maps [batch, height, width, channels] → [batch, channels of the first, channels of the second]; where sizes differ the
 * larger map is pooled. Yim et al. 2017, A Gift from Knowledge Distillation, eq. 1, where the larger one is max-pooled.
 * @param pool default average, as popular code has it
 * @throws RangeError for max pooling where sizes are in no whole ratio
 */
export function flowMatrix(first: tf.Tensor, second: tf.Tensor, pool: "average" | "max" = "average"): tf.Tensor3D {
  const pooled = choice("flowMatrix", "pool", pool, { average: adaptiveAverage, max: wholeMax });
  const [one, two] = [first.shape.slice(1), second.shape.slice(1)];
  if (pool === "max") checkWhole("flowMatrix", one, two);
  const size = [0, 1].map((axis) => Math.min(one[axis]!, two[axis]!)) as [number, number];
  const places = size[0] * size[1];
  const rows = (map: tf.Tensor) => tf.reshape(pooled(map, size), [map.shape[0]!, places, map.shape[3]!]);
  return tf.div(tf.matMul(rows(first), rows(second), true), places);
}

type Shape = readonly number[];

/** @throws RangeError unless along each axis the maps are as large as each other, or one a whole number of times the other */
function checkWhole(name: string, first: Shape, second: Shape): void {
  const isWhole = (axis: number) => Math.max(first[axis]!, second[axis]!) % Math.min(first[axis]!, second[axis]!) === 0;
  if (isWhole(0) && isWhole(1)) return;
  throw new RangeError(
    `${name}: a feature [${first.join(", ")}] followed by one [${second.join(", ")}] was given; to be max-pooled, maps ` +
      "are accepted of which one is a whole number of times as high, and as wide, as the other",
  );
}

function wholeMax(feature: tf.Tensor, [height, width]: Size): tf.Tensor {
  const window = [feature.shape[1]! / height, feature.shape[2]! / width] as [number, number];
  return tf.maxPool(feature as tf.Tensor4D, window, window, "valid");
}

/**
 * The student's solution flows as the teacher's does: between every two neighbouring pairs of taps the nets' matrices of
 * the flow, `flowMatrix`, are to be the same.
 *
 * @param pairs two or more, from the shallow to the deep; features [batch, height, width, channels]. Sizes may differ within
 * a net and between the nets. The widths of a pair must be the same, as channels are compared one by one: there is no
 * adapter.
 * - `reference`, the default: L = mean over batch and matrix of (G_s − G_t)², larger maps averaged, as in RepDistiller;
 *   summed over the flows.
 * - `paper`: L = mean over the batch of Σ (G_s − G_t)², larger maps max-pooled; Yim et al. 2017, A Gift from Knowledge
 *   Distillation, eq. 2 with λ = 1.
 *
 * Two stages, which are two calls of `fit`: first this term alone (RepDistiller: 30 epochs, weight 1), then labels alone.
 *
 * @throws RangeError for fewer than two pairs or a variant that is not known; from `bind`, naming both shapes, unless they
 *   are maps of one width, for `paper` of sizes that can be max-pooled
 */
export function flowOfSolution<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { variant = "reference" }: { readonly variant?: "paper" | "reference" } = {},
): Term<S, T> {
  const name = "flowOfSolution";
  if (pairs.length < 2) {
    throw new RangeError(`${name}: pairs of taps, ${pairs.length}, were given; two or more are accepted`);
  }
  const { pool, perExample } = choice(name, "variant", variant, {
    reference: { pool: "average", perExample: ([, rows, columns]: readonly number[]) => rows! * columns! },
    paper: { pool: "max", perExample: () => 1 },
  } as const);
  const flows = pairs.slice(1).map((to, i) => [pairs[i]!, to] as const);
  return {
    name,
    needsTeacher: true,
    pairs,
    bind(shapes) {
      checkWidths(name, shapes, pairs.length);
      if (pool === "max") checkNeighbours(name, shapes);
      return {
        variables: [],
        loss({ student, teacher }) {
          const losses = flows.map(([from, to]) => {
            const s = flowMatrix(student.features[from[0]], student.features[to[0]], pool);
            const t = flowMatrix(teacher.features[from[1]], teacher.features[to[1]], pool);
            return tf.div(tf.sum<tf.Scalar>(tf.square(tf.sub(s, t))), s.shape[0] * perExample(s.shape));
          });
          return tf.addN(losses) as tf.Scalar;
        },
      };
    },
  };
}

function checkWidths(name: string, shapes: readonly Shapes[], pairs: number): void {
  if (shapes.length !== pairs) {
    throw new RangeError(`${name}: shapes of ${shapes.length} pairs were given; those of ${pairs} are accepted`);
  }
  for (const [student, teacher] of shapes) {
    if (student.length === 3 && teacher.length === 3 && student[2] === teacher[2]) continue;
    throw new RangeError(
      `${name}: a student feature [${student.join(", ")}] with a teacher feature [${teacher.join(", ")}] was given; two ` +
        "maps [height, width, channels] of the same number of channels are accepted",
    );
  }
}

/** Checks the neighbours within each net, before the first step. */
function checkNeighbours(name: string, shapes: readonly Shapes[]): void {
  for (const [i, [student, teacher]] of shapes.slice(1).entries()) {
    checkWhole(name, shapes[i]![0], student);
    checkWhole(name, shapes[i]![1], teacher);
  }
}
