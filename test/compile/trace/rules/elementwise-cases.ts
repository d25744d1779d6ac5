import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, type Draw, float, int, wholeFloat } from "./case";
import { Generator, RANKS } from "./generator";

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
type Make = (shape: readonly number[]) => Draw;
type Pair = readonly [kind: string, a: Make, b: Make];

const away = (shape: readonly number[]): Draw => float(shape, 0.5, 2);
const positiveInt = (shape: readonly number[]): Draw => int(shape, 1, 5);
const negativeInt = (shape: readonly number[]): Draw => int(shape, -4, 0);

export const floats: Pair = ["float32", float, float];
export const ties: Pair = ["whole float32", wholeFloat, wholeFloat];
export const ints: Pair = ["int32", int, int];
export const bools: Pair = ["bool", bool, bool];
const DIVIDED: Pair[] = [
  ["float32", float, away],
  ["int32 by positive", int, positiveInt],
  ["int32 by negative", int, negativeInt],
];
const QUOTIENTS: Pair[] = [...DIVIDED, ["whole float32", wholeFloat, (shape) => wholeFloat(shape, 1, 4)]];

/** An operation, and what it is used on. */
export type Operation = readonly [name: string, run: Binary, pairs: readonly Pair[]];

const OPERATIONS: readonly Operation[] = [
  ["add", tf.add, [floats, ints]],
  ["sub", tf.sub, [floats, ints]],
  ["mul", tf.mul, [floats, ints]],
  ["div", tf.div, DIVIDED],
  ["floorDiv", tf.floorDiv, QUOTIENTS],
  ["mod", tf.mod, QUOTIENTS],
  ["maximum", tf.maximum, [floats, ties, ints, bools]],
  ["minimum", tf.minimum, [floats, ties, ints, bools]],
  [
    "pow",
    tf.pow,
    [
      ["float32", away, float],
      ["int32", int, (shape) => int(shape, 0, 4)],
    ],
  ],
  ["atan2", tf.atan2, [floats, ["float32 away from 0", away, (shape) => float(shape, -2, -0.5)]]],
  ["squaredDifference", tf.squaredDifference, [floats, ints]],
];

/** tfjs has no gradient for comparisons and logic, nor for a quotient in int32. */
const isDifferentiable = (name: string): boolean => !/^(floorDiv|greater|less|equal|notEqual|logical)/.test(name);

/** tfjs' own gradients of these don't add up over broadcast axes. */
const NO_BROADCAST_GRADIENT = ["maximum", "minimum", "squaredDifference"];

/** Every operation on shapes of every rank that broadcast, and on equal ones. */
export function binaryCases(operations: readonly Operation[], place: string): Case[] {
  const generator = new Generator(place);
  return operations.flatMap(([name, run, pairs]) =>
    pairs.flatMap(([kind, first, second]) =>
      [
        ...RANKS.map((rank) => generator.broadcastingPair(rank)),
        [
          [2, 3],
          [2, 3],
        ] as const,
      ].map(([a, b]): Case => {
        const hasGradient = isDifferentiable(name) && (a.join() === b.join() || !NO_BROADCAST_GRADIENT.includes(name));
        return {
          name: `${name} of ${kind} [${a}] and [${b}]`,
          inputs: [first(a), second(b)],
          compute: (x, y) => run(x!, y!),
          ...(hasGradient ? {} : { gradient: false as const }),
        };
      }),
    ),
  );
}

/** Numbers that change nothing, and filled tensors that broadcast, are left out of the graph. */
const shortened: Case[] = [
  { name: "x + 0", inputs: [float([2, 3])], compute: (x) => tf.add(x!, 0) },
  { name: "0 + x", inputs: [float([2, 3])], compute: (x) => tf.add(tf.zeros([2, 3]), x!) },
  { name: "x − 0", inputs: [float([2, 3])], compute: (x) => tf.sub(x!, 0) },
  { name: "0 − x", inputs: [float([2, 3])], compute: (x) => tf.sub(0, x!) },
  { name: "1 · x", inputs: [float([2, 3])], compute: (x) => tf.mul(tf.ones([2, 3]), x!) },
  { name: "1 / x", inputs: [float([2, 3], 1, 2)], compute: (x) => tf.div(1, x!) },
  { name: "x / 1", inputs: [float([2, 3])], compute: (x) => tf.div(x!, 1) },
  { name: "x · 1 that broadcasts x", inputs: [float([3])], compute: (x) => tf.mul(x!, tf.ones([2, 3])) },
  { name: "x + 0 that broadcasts x", inputs: [float([2, 1])], compute: (x) => tf.add(tf.zeros([2, 3]), x!) },
  { name: "1 · x, x a scalar", inputs: [float([])], compute: (x) => tf.mul(tf.ones([2, 2]), x!) },
  {
    name: "filled with filled",
    inputs: [float([2])],
    compute: (x) => tf.mul(tf.add(tf.fill([2, 2], 3), tf.ones([2])), x!),
  },
  { name: "filled = filled", inputs: [], compute: () => tf.equal(tf.fill([2, 2], 3), tf.fill([2], 3)) },
  { name: "x + 0 in int32", inputs: [int([2, 3])], compute: (x) => tf.add(x!, tf.scalar(0, "int32")) },
];

const angles: Case = {
  name: "atan2 on the axes and at the origin",
  inputs: [wholeFloat([5, 1], -2, 3)],
  compute: (x) => tf.atan2(x!, tf.tensor1d([-2, -1, 0, 1, 2])),
  gradient: false,
};

const bits: Case = {
  name: "bitwiseAnd, of equal shapes alone",
  inputs: [int([3, 4], -300, 300), int([3, 4], -300, 300)],
  compute: (a, b) => tf.bitwiseAnd(a!, b!),
};

const sums: Case[] = [1, 2, 4].map((count) => ({
  name: `addN of ${count}`,
  inputs: Array.from({ length: count }, () => float([2, 3])),
  compute: (...terms) => tf.addN(terms),
}));

export const elementwiseCases: readonly Case[] = [
  ...binaryCases(OPERATIONS, "elementwise"),
  ...shortened,
  angles,
  bits,
  ...sums,
];
