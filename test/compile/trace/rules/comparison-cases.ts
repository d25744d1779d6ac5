import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, float, int } from "./case";
import { binaryCases, bools, floats, ints, type Operation, ties } from "./elementwise-cases";

const COMPARED = [floats, ties, ints, bools];

const OPERATIONS: readonly Operation[] = [
  ["greater", tf.greater, COMPARED],
  ["greaterEqual", tf.greaterEqual, COMPARED],
  ["less", tf.less, COMPARED],
  ["lessEqual", tf.lessEqual, COMPARED],
  ["equal", tf.equal, COMPARED],
  ["notEqual", tf.notEqual, COMPARED],
  ["logicalAnd", tf.logicalAnd, [bools]],
  ["logicalOr", tf.logicalOr, [bools]],
];

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

export const comparisonCases: readonly Case[] = [...binaryCases(OPERATIONS, "comparison"), ...selections];
