import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

const SPACES: readonly (readonly [shape: number[], blocks: number[], margins: number[][]])[] = [
  [
    [2, 4, 6, 3],
    [2, 3],
    [
      [0, 0],
      [0, 0],
    ],
  ],
  [
    [1, 3, 4, 2],
    [2, 2],
    [
      [0, 1],
      [1, 1],
    ],
  ],
  [[2, 5], [3], [[1, 0]]],
  [
    [1, 2, 2, 2, 1],
    [2, 1, 2],
    [
      [0, 0],
      [0, 0],
      [1, 1],
    ],
  ],
];

const toBatch = SPACES.map(
  ([shape, blocks, margins]): Case => ({
    name: `spaceToBatchND of [${shape}] in blocks [${blocks}], padded by [${margins.join("|")}]`,
    inputs: [float(shape), int(shape)],
    compute: (x, whole) => [tf.spaceToBatchND(x!, blocks, margins), tf.spaceToBatchND(whole!, blocks, margins)],
  }),
);

const fromBatch = SPACES.map(([shape, blocks, margins]): Case => {
  const count = blocks.reduce((product, extent) => product * extent, 1);
  const batched = [shape[0]! * count, ...shape.slice(1)];
  return {
    name: `batchToSpaceND of [${batched}] in blocks [${blocks}], cropped by [${margins.join("|")}]`,
    inputs: [float(batched), int(batched)],
    compute: (x, whole) => [tf.batchToSpaceND(x!, blocks, margins), tf.batchToSpaceND(whole!, blocks, margins)],
  };
});

const depths = [
  { shape: [2, 2, 3, 4], block: 2 },
  { shape: [1, 1, 2, 18], block: 3 },
].map(
  ({ shape, block }): Case => ({
    name: `depthToSpace of [${shape}] in blocks of ${block}`,
    inputs: [float(shape)],
    compute: (x) => tf.depthToSpace(x as tf.Tensor4D, block),
    gradient: false,
  }),
);

export const blocksCases: readonly Case[] = [...toBatch, ...fromBatch, ...depths];
