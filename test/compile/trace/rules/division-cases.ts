import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";

const LEAST = -(2 ** 31);
const MOST = 2 ** 31 - 1;

const whole = (...values: number[]): tf.Tensor => tf.tensor1d(values, "int32");
const withZero = (x: tf.Tensor): tf.Tensor => tf.add(x, tf.scalar(0, "int32"));

/** Of extreme numbers tfjs computes in float64, and keeps the lowest 32 bits. */
const NUMERATORS = [7, -7, 0, MOST, LEAST, MOST - 1, LEAST + 1, 16777217, -16777217];
const DENOMINATORS = [2, -2, 3, 1, -1, MOST, LEAST, 16777216, 0];

const pairs = NUMERATORS.flatMap((a) => DENOMINATORS.map((b) => [a, b] as const));

export const divisionCases: readonly Case[] = [
  {
    name: "floorDiv and mod of extreme whole numbers, by zero too",
    inputs: [int([pairs.length], 0, 1)],
    compute: (zeros) => {
      const a = tf.add(zeros!, whole(...pairs.map(([first]) => first)));
      const b = tf.add(zeros!, whole(...pairs.map(([, second]) => second)));
      return [tf.floorDiv(a, b), tf.div(a, b), tf.mod(a, b)];
    },
  },
  {
    name: "floorDiv and mod of int32 that broadcast",
    inputs: [int([4, 1]), int([3])],
    compute: (a, b) => [tf.floorDiv(a!, b!), tf.mod(a!, b!), tf.mod(withZero(a!), tf.scalar(3, "int32"))],
  },
  {
    name: "mod of float32 by numbers of every size and sign",
    inputs: [float([6, 1], -9, 9)],
    compute: (x) => tf.mod(x!, tf.tensor1d([0.5, -0.5, 100, -100, Infinity, 3, -2.5])),
    gradient: false,
  },
  {
    name: "mod of 0, of infinity and of NaN",
    inputs: [float([1], 1, 2)],
    compute: (x) => tf.mod(tf.mul(x!, tf.tensor1d([0, Infinity, -Infinity, NaN])), tf.scalar(3)),
    gradient: false,
  },
];
