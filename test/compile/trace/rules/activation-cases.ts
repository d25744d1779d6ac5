import * as tf from "../../../../lib/tensors/tf";
import { type Case, float, int } from "./case";
import { Generator } from "./generator";
import { type Use, useCases } from "./unary-cases";

const ACTIVATIONS: readonly Use[] = [
  ["clipByValue", (x) => tf.clipByValue(x, -0.5, 1)],
  ["elu", tf.elu],
  ["leakyRelu", (x) => tf.leakyRelu(x, 0.1)],
  ["relu", tf.relu],
  ["relu6", tf.relu6, -4, 10],
  ["selu", tf.selu],
  ["sigmoid", tf.sigmoid],
  ["softplus", tf.softplus],
  ["step", (x) => tf.step(x)],
  ["step with a slope", (x) => tf.step(x, 0.3)],
];

const particular: Case[] = [
  { name: "clipByValue of int32", inputs: [int([8])], compute: (x) => tf.clipByValue(x!, -2, 3) },
  { name: "clipByValue of int32 on one side", inputs: [int([8])], compute: (x) => tf.clipByValue(x!, -2, Infinity) },
  { name: "prelu", inputs: [float([2, 3, 4]), float([2, 3, 4])], compute: (x, alpha) => tf.prelu(x!, alpha!) },
  { name: "prelu by channel", inputs: [float([2, 3, 4]), float([4])], compute: (x, alpha) => tf.prelu(x!, alpha!) },
  { name: "prelu by row", inputs: [float([2, 3, 4]), float([3, 1])], compute: (x, alpha) => tf.prelu(x!, alpha!) },
  // ONNX Runtime's sigmoid is right to 1e-7 of its range, not of each value: compared where the range is covered
  { name: "sigmoid far out", inputs: [float([40], -60, 60)], compute: (x) => tf.sigmoid(x!) },
  { name: "softplus far out", inputs: [float([40], -60, 60)], compute: (x) => tf.softplus(x!) },
];

export const activationCases: readonly Case[] = [
  ...ACTIVATIONS.flatMap((use) => useCases(use, new Generator(use[0]))),
  ...particular,
];
