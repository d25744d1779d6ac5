import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

const FLAGS = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
] as const;

/** Not both broadcasting at once: there tfjs' cpu backend takes the wrong matrices (product.test.ts has that case). */
const BATCHES: readonly (readonly [a: readonly number[], b: readonly number[]])[] = [
  [[], []],
  [[1], [1]],
  [[3], [3]],
  [[3], []],
  [[], [3]],
  [[1, 1], []],
];

const swapped = (rows: number, columns: number, swap: boolean): number[] => (swap ? [columns, rows] : [rows, columns]);

const products = BATCHES.flatMap(([a, b]) =>
  FLAGS.flatMap(([transposeA, transposeB]): Case[] => {
    const [left, right] = [
      [...a, ...swapped(2, 4, transposeA)],
      [...b, ...swapped(4, 3, transposeB)],
    ];
    const name = `[${left}]${transposeA ? "ᵀ" : ""} and [${right}]${transposeB ? "ᵀ" : ""}`;
    return [
      {
        name: `matMul of ${name}`,
        inputs: [float(left), float(right)],
        compute: (x, y) => tf.matMul(x!, y!, transposeA, transposeB),
        // tfjs' own gradient doesn't add up over batches that broadcast
        ...(a.join() === b.join() ? {} : { gradient: false as const }),
      },
      {
        name: `matMul of int32 ${name}`,
        inputs: [int(left), int(right)],
        compute: (x, y) => tf.matMul(x!, y!, transposeA, transposeB),
      },
    ];
  }),
);

const ACTIVATIONS = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const;

/** tfjs fuses forward only: under a gradient it computes operation by operation. */
const fused = ACTIVATIONS.flatMap((activation): Case[] =>
  [[3], [1, 3], [2, 3], []].map((bias) => ({
    name: `fused matMul with a bias [${bias}] and ${activation}`,
    inputs: [float([2, 4]), float([4, 3]), float(bias)],
    compute: (a, b, c) => tf.fused.matMul({ a: a!, b: b!, bias: c!, activation, leakyreluAlpha: 0.1 }),
  })),
);

const particular: Case[] = [
  {
    name: "fused matMul without bias, transposed",
    inputs: [float([4, 2]), float([3, 4])],
    compute: (a, b) => tf.fused.matMul({ a: a!, b: b!, transposeA: true, transposeB: true, activation: "relu" }),
  },
  {
    name: "fused matMul of batches with a bias",
    inputs: [float([3, 2, 4]), float([3, 4, 5]), float([5])],
    compute: (a, b, bias) => tf.fused.matMul({ a: a!, b: b!, bias: bias! }),
  },
  {
    name: "fused matMul with a filled bias",
    inputs: [float([2, 4]), float([4, 3])],
    compute: (a, b) => tf.fused.matMul({ a: a!, b: b!, bias: tf.ones([3]) }),
  },
  { name: "dot of vectors", inputs: [float([5]), float([5])], compute: (a, b) => tf.dot(a!, b!) },
  {
    name: "outer product",
    inputs: [float([3]), float([2])],
    compute: (a, b) => tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D),
  },
  { name: "product of filled", inputs: [float([2, 3])], compute: (a) => tf.matMul(a!, tf.ones([3, 2])) },
];

export const productCases: readonly Case[] = [...products, ...fused, ...particular];
