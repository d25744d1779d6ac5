import * as tf from "../../../../lib/tensors/tf";
import { type Case, float } from "./case";

const SHAPES = [[1], [5], [3, 4], [2, 1], [2, 3, 4], [1, 2, 2, 3]] as const;

export const probabilityCases: readonly Case[] = SHAPES.flatMap((shape): Case[] => [
  { name: `softmax of [${shape}]`, inputs: [float(shape)], compute: (x) => tf.softmax(x!) },
  { name: `softmax of [${shape}], far apart`, inputs: [float(shape, -90, 90)], compute: (x) => tf.softmax(x!) },
  { name: `logSoftmax of [${shape}]`, inputs: [float(shape)], compute: (x) => tf.logSoftmax(x!) },
  { name: `logSoftmax of [${shape}], far apart`, inputs: [float(shape, -90, 90)], compute: (x) => tf.logSoftmax(x!) },
  {
    name: `softmax of [${shape}] at a temperature`,
    inputs: [float(shape), float(shape)],
    compute: (x, y) => tf.sum(tf.mul(tf.softmax(tf.div(x!, 4)), tf.logSoftmax(tf.div(y!, 4))), -1),
  },
]);
