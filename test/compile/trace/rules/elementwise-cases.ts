import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, type Draw, float, int, wholeFloat } from "./case";
import { Generator, RANKS } from "./generator";

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;
type Make = (shape: readonly number[]) => Draw;
type Pair = readonly [kind: string, a: Make, b: Make];

const away = (shape: readonly number[]): Draw => float(shape, 0.5, 2);
const positiveInt = (shape: readonly number[]): Draw => int(shape, 1, 5);
const negativeInt = (shape: readonly number[]): Draw => int(shape, -4, 0);

const floats: Pair = ["float32", float, float];
const ties: Pair = ["whole float32", wholeFloat, wholeFloat];
const ints: Pair = ["int32", int, int];
const bools: Pair = ["bool", bool, bool];
const COMPARED = [floats, ties, ints, bools];
const DIVIDED: Pair[] = [
  ["float32", float, away],
  ["int32 by positive", int, positiveInt],
  ["int32 by negative", int, negativeInt],
];
const QUOTIENTS: Pair[] = [...DIVIDED, ["whole float32", wholeFloat, (shape) => wholeFloat(shape, 1, 4)]];

const OPERATIONS: readonly (readonly [name: string, run: Binary, pairs: readonly Pair[]])[] = [
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
  ["squaredDifference", tf.squaredDifference, [floats, ints]],
  ["greater", tf.greater, COMPARED],
  ["greaterEqual", tf.greaterEqual, COMPARED],
  ["less", tf.less, COMPARED],
  ["lessEqual", tf.lessEqual, COMPARED],
  ["equal", tf.equal, COMPARED],
  ["notEqual", tf.notEqual, COMPARED],
  ["logicalAnd", tf.logicalAnd, [bools]],
  ["logicalOr", tf.logicalOr, [bools]],
];

/** tfjs has no gradient for comparisons and logic, nor for a quotient in int32. */
const isDifferentiable = (name: string): boolean => !/^(floorDiv|greater|less|equal|notEqual|logical)/.test(name);

/** tfjs' own gradients of these don't add up over broadcast axes. */
const NO_BROADCAST_GRADIENT = ["maximum", "minimum", "squaredDifference"];

function binaryCases(): Case[] {
  const generator = new Generator("elementwise");
  return OPERATIONS.flatMap(([name, run, pairs]) =>
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

const selections = [
  { condition: [2, 3], chosen: [2, 3], otherwise: [2, 3] },
  { condition: [3], chosen: [2, 3], otherwise: [] },
  { condition: [2, 1], chosen: [1, 3], otherwise: [2, 3] },
  { condition: [], chosen: [4], otherwise: [4] },
  { condition: [2, 1, 2, 1], chosen: [2, 1, 3], otherwise: [3] },
].flatMap(({ condition, chosen, otherwise }): Case[] => [
  {
    name: `where [${condition}] [${chosen}] else [${otherwise}]`,
    inputs: [bool(condition), float(chosen), float(otherwise)],
    compute: (which, a, b) => tf.where(which!, a!, b!),
  },
  {
    name: `where [${condition}] int32 [${chosen}] else [${otherwise}]`,
    inputs: [bool(condition), int(chosen), int(otherwise)],
    compute: (which, a, b) => tf.where(which!, a!, b!),
  },
]);

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

const sums: Case[] = [1, 2, 4].map((count) => ({
  name: `addN of ${count}`,
  inputs: Array.from({ length: count }, () => float([2, 3])),
  compute: (...terms) => tf.addN(terms),
}));

export const elementwiseCases: readonly Case[] = [...binaryCases(), ...selections, ...shortened, ...sums];
