import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, type Draw, float, int } from "./case";
import { Generator, permutations, RANKS } from "./generator";

const KINDS = [float, int, bool] as const;

const transposes = RANKS.flatMap((rank) =>
  permutations(rank).map((order): Case => {
    const shape = Array.from({ length: rank }, (_, axis) => [2, 3, 1, 4][axis] as number);
    return { name: `transpose by [${order}]`, inputs: [float(shape)], compute: (x) => tf.transpose(x!, order) };
  }),
);

const casts = (["float32", "int32", "bool"] as const).flatMap((to) =>
  KINDS.map((draw): Case => {
    const { type } = draw([]);
    return {
      name: `cast from ${type} to ${to}`,
      inputs: [draw([2, 5])],
      compute: (x) => tf.cast(x!, to),
      ...(to === "float32" ? {} : { gradient: false as const }),
    };
  }),
);

const reshapes = RANKS.flatMap((rank) => {
  const shape = new Generator(`reshape ${rank}`).shape(rank);
  const size = shape.reduce((product, extent) => product * extent, 1);
  return [[size], [-1], [1, size, 1], [...shape].reverse(), ...(size === 1 ? [[]] : [])].map(
    (to): Case => ({
      name: `reshape from [${shape}] to [${to}]`,
      inputs: [float(shape), int(shape)],
      compute: (x, whole) => [tf.reshape(x!, to), tf.reshape(whole!, to)],
    }),
  );
});

const expansions = RANKS.slice(0, 4).flatMap((rank) =>
  Array.from({ length: 2 * rank + 2 }, (_, i) => i - rank - 1).map(
    (axis): Case => ({
      name: `expandDims of rank ${rank} at ${axis}`,
      inputs: [float([2, 3, 4].slice(0, rank))],
      compute: (x) => tf.expandDims(x!, axis),
    }),
  ),
);

const tiles = RANKS.slice(1).flatMap((rank): Case[] => {
  const generator = new Generator(`tile ${rank}`);
  return [0, 1].map(() => {
    const shape = generator.shape(rank);
    const repeats = shape.map(() => generator.whole(1, 3));
    return {
      name: `tile of [${shape}] by [${repeats}]`,
      inputs: [float(shape), bool(shape)],
      compute: (x, flags) => [tf.tile(x!, repeats), tf.tile(flags!, repeats)],
    };
  });
});

const broadcasts = RANKS.slice(1).map((rank): Case => {
  const generator = new Generator(`broadcast ${rank}`);
  const to = generator.shape(rank);
  const shape = to.slice(generator.whole(0, rank - 1)).map((extent) => generator.pick([extent, 1]));
  return {
    name: `broadcastTo from [${shape}] to [${to}]`,
    inputs: [float(shape), float(to)],
    compute: (x, y) => [tf.broadcastTo(x!, to), tf.mul(tf.broadcastTo(x!, to), y!)],
  };
});

const pads = RANKS.slice(1).map((rank): Case => {
  const generator = new Generator(`pad ${rank}`);
  const around = Array.from({ length: rank }, (): [number, number] => [generator.whole(0, 2), generator.whole(0, 2)]);
  const shape = generator.shape(rank);
  const inputs: Draw[] = [float(shape), int(shape)];
  return {
    name: `pad of [${shape}] by [${around.join("|")}]`,
    inputs,
    compute: (x, whole) => [tf.pad(x!, around), tf.pad(x!, around, 1.5), tf.pad(whole!, around, -7)],
  };
});

const particular: Case[] = [
  { name: "clone", inputs: [float([2, 3])], compute: (x) => tf.clone(x!) },
  { name: "clone of int32", inputs: [int([2, 3])], compute: (x) => tf.clone(x!) },
  { name: "squeeze", inputs: [float([1, 3, 1])], compute: (x) => tf.squeeze(x!) },
  {
    name: "reshape of a filled tensor",
    inputs: [float([6])],
    compute: (x) => tf.mul(tf.reshape(tf.ones([2, 3]), [6]), x!),
  },
  { name: "pad of bool", inputs: [bool([3])], compute: (x) => tf.pad(x!, [[1, 2]]) },
  {
    name: "a chain of reshapes",
    inputs: [float([2, 6])],
    compute: (x) => tf.add(tf.reshape(tf.reshape(x!, [3, 4]), [12]), 1),
  },
];

export const shapeCases: readonly Case[] = [
  ...transposes,
  ...casts,
  ...reshapes,
  ...expansions,
  ...tiles,
  ...broadcasts,
  ...pads,
  ...particular,
];
