import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, type Draw, float, int } from "./case";
import { Generator, RANKS, subsets } from "./generator";

const KINDS = [float, int, bool] as const;
const all = (shape: readonly number[]): Draw[] => KINDS.map((draw) => draw(shape));
const eachAxis = (rank: number): number[] => Array.from({ length: 2 * rank }, (_, i) => i - rank);

const slices = RANKS.slice(1).flatMap((rank): Case[] => {
  const generator = new Generator(`slice ${rank}`);
  return [0, 1, 2].map(() => {
    const shape = Array.from({ length: rank }, () => generator.whole(2, 4));
    const begin = shape.map((extent) => generator.whole(0, extent - 1));
    const size = shape.map((extent, axis) => generator.pick([1, -1, extent - begin[axis]!]));
    return {
      name: `slice of [${shape}] from [${begin}], [${size}] long`,
      inputs: all(shape),
      compute: (...inputs) => inputs.map((x) => tf.slice(x, begin, size)),
    };
  });
});

/** Bounds, steps, and bits: bounds left out, axes that an ellipsis stands for, new axes, and axes of which one place stays. */
const STRIDED: readonly (readonly [
  shape: number[],
  begin: number[],
  end: number[],
  steps: number[],
  ...bits: number[],
])[] = [
  [[6], [1], [5], [2]],
  [[6], [5], [0], [-2]],
  [[6], [-1], [-7], [-1]],
  [[6], [4], [2], [2]],
  [
    [5, 4],
    [1, 0],
    [4, 4],
    [2, 3],
  ],
  [
    [5, 4],
    [0, 3],
    [5, 0],
    [1, -1],
  ],
  [[5, 4], [1, 2], [3, 3], [1, 1], 1, 2],
  [[5, 4], [3, 3], [0, 0], [-1, -2], 3, 3],
  [[3, 4, 5], [0, 1], [0, 4], [1, 2], 0, 0, 1],
  [[3, 4, 5], [1, 0, 2], [2, 0, 4], [1, 1, 1], 0, 0, 2, 0, 1],
  [[3, 4], [0, 1, 0], [0, 2, 4], [1, 1, 2], 0, 0, 0, 1],
  [[3, 4], [-1, 1], [0, 3], [1, 1], 0, 0, 0, 0, 1],
  [[2, 3, 4], [1, -2, 3], [2, -1, 4], [1, 1, 1], 0, 0, 0, 0, 7],
  [
    [4, 4],
    [0, 0],
    [4, 4],
    [1, 1],
  ],
];

const stridedSlices = STRIDED.map(
  ([shape, begin, end, steps, ...bits]): Case => ({
    name: `stridedSlice of [${shape}] from [${begin}] to [${end}] by [${steps}], bits [${bits}]`,
    inputs: all(shape),
    compute: (...inputs) => inputs.map((x) => tf.stridedSlice(x, begin, end, steps, ...bits)),
    gradient: false, // tfjs has none
  }),
);

const splits = [1, 2, 3].flatMap((rank) =>
  eachAxis(rank).flatMap((axis): Case[] => {
    const shape = Array.from({ length: rank }, () => 2);
    shape[axis < 0 ? axis + rank : axis] = 6;
    return [2, 3, [1, 3, 2], [4, -1]].map((parts) => ({
      name: `split of [${shape}] into ${JSON.stringify(parts)} over ${axis}`,
      inputs: [float(shape)],
      compute: (x) => tf.split(x!, parts, axis),
    }));
  }),
);

const reverses = RANKS.slice(1).flatMap((rank) =>
  subsets(rank).map((axes): Case => {
    const shape = [2, 3, 1, 4].slice(0, rank);
    return {
      name: `reverse of [${shape}] over ${axes.length === 0 ? "all" : `[${axes}]`}`,
      inputs: [float(shape)],
      compute: (x) => tf.reverse(x!, axes.length === 0 ? undefined : axes),
    };
  }),
);

const joins = RANKS.slice(1).flatMap((rank) =>
  eachAxis(rank).map((axis): Case => {
    const generator = new Generator(`concat ${rank} ${axis}`);
    const shape = generator.shape(rank);
    const at = axis < 0 ? axis + rank : axis;
    const shapes = [1, 2, 3].map(() => shape.map((extent, i) => (i === at ? generator.whole(1, 3) : extent)));
    return {
      name: `concat of ${shapes.map((each) => `[${each}]`).join(" ")} over ${axis}`,
      inputs: shapes.map((each) => float(each)),
      compute: (...parts) => tf.concat(parts, axis),
    };
  }),
);

const stacks = RANKS.slice(0, 4).flatMap((rank) => {
  const shape = [2, 3, 4].slice(0, rank);
  return eachAxis(rank + 1).map(
    (axis): Case => ({
      name: `stack of [${shape}] at ${axis}`,
      inputs: [float(shape), float(shape)],
      compute: (...parts) => tf.stack(parts, axis),
    }),
  );
});

const unstacks = RANKS.slice(1).flatMap((rank) => {
  const shape = [2, 3, 1, 4].slice(0, rank);
  return eachAxis(rank).map(
    (axis): Case => ({
      name: `unstack of [${shape}] over ${axis}`,
      inputs: [float(shape), int(shape)],
      compute: (x, whole) => [...tf.unstack(x!, axis), ...tf.unstack(whole!, axis)],
      ...(shape.at(axis) === 1 ? { gradient: false as const } : {}), // tfjs' own gradient wants several parts
    }),
  );
});

const particular: Case[] = [
  {
    name: "concat of int32 and of bool",
    inputs: [int([2]), int([3]), bool([2]), bool([3])],
    compute: (a, b, c, d) => [tf.concat([a!, b!]), tf.concat([c!, d!])],
  },
  { name: "concat of one", inputs: [float([2, 2])], compute: (x) => tf.concat([x!]) },
  {
    name: "reverse of int32 and of bool",
    inputs: [int([4]), bool([4])],
    compute: (a, b) => [tf.reverse(a!), tf.reverse(b!)],
  },
  { name: "slice of a filled tensor", inputs: [float([2])], compute: (x) => tf.mul(tf.slice(tf.ones([4]), 1, 2), x!) },
];

export const partsCases: readonly Case[] = [
  ...slices,
  ...stridedSlices,
  ...splits,
  ...reverses,
  ...joins,
  ...stacks,
  ...unstacks,
  ...particular,
];
