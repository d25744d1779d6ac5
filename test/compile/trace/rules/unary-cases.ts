import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, type Draw, float, int, wholeFloat } from "./case";
import { Generator, RANKS } from "./generator";

type Unary = (x: tf.Tensor) => tf.Tensor;
type Use = readonly [name: string, run: Unary, low?: number, high?: number];

const OPERATIONS: readonly Use[] = [
  ["abs", tf.abs],
  ["acos", tf.acos, -0.9, 0.9],
  ["acosh", tf.acosh, 1.1, 4],
  ["asin", tf.asin, -0.9, 0.9],
  ["asinh", tf.asinh],
  ["atan", tf.atan],
  ["atanh", tf.atanh, -0.9, 0.9],
  ["ceil", tf.ceil],
  ["clipByValue", (x) => tf.clipByValue(x, -0.5, 1)],
  ["cos", tf.cos],
  ["cosh", tf.cosh],
  ["elu", tf.elu],
  ["erf", tf.erf],
  ["exp", tf.exp],
  ["expm1", tf.expm1],
  ["expm1 near 0", tf.expm1, -1e-3, 1e-3],
  ["floor", tf.floor],
  ["leakyRelu", (x) => tf.leakyRelu(x, 0.1)],
  ["log", tf.log, 0.1, 4],
  ["log1p", tf.log1p, -0.9, 4],
  ["log1p near 0", tf.log1p, -1e-3, 1e-3],
  ["neg", tf.neg],
  ["onesLike", tf.onesLike],
  ["reciprocal", tf.reciprocal, 0.5, 2],
  ["relu", tf.relu],
  ["relu6", tf.relu6, -4, 10],
  ["round", tf.round],
  ["rsqrt", tf.rsqrt, 0.5, 2],
  ["selu", tf.selu],
  ["sigmoid", tf.sigmoid],
  ["sign", tf.sign],
  ["sin", tf.sin],
  ["sinh", tf.sinh],
  ["softplus", tf.softplus],
  ["sqrt", tf.sqrt, 0.1, 4],
  ["square", tf.square],
  ["step", (x) => tf.step(x)],
  ["step with a slope", (x) => tf.step(x, 0.3)],
  ["tan", tf.tan, -1, 1],
  ["tanh", tf.tanh],
  ["zerosLike", tf.zerosLike],
];

const TIED: readonly string[] = ["abs", "clipByValue", "elu", "leakyRelu", "relu", "relu6", "round", "sign", "step"];
const WHOLE: readonly string[] = [
  ...["abs", "exp", "neg", "onesLike", "relu", "relu6", "round", "sign", "square", "zerosLike"],
];

function useCases([name, run, low, high]: Use, generator: Generator): Case[] {
  const of = (kind: string, draw: Draw): Case => ({
    name: `${name} of ${kind} [${draw.shape}]`,
    inputs: [draw],
    compute: (x) => run(x!),
  });
  const shape = (): number[] => generator.shape(generator.whole(0, 4));
  return [
    ...RANKS.map((rank) => of("float32", float(generator.shape(rank), low, high))),
    ...(TIED.includes(name) ? [of("whole float32", wholeFloat([12]))] : []),
    ...(WHOLE.includes(name) ? [of("int32", int(shape()))] : []),
  ];
}

const halves = (x: tf.Tensor): tf.Tensor => tf.add(x, 0.5);

const particular: Case[] = [
  { name: "round of halves, to even", inputs: [wholeFloat([12])], compute: (x) => tf.round(halves(x!)) },
  { name: "clipByValue of int32", inputs: [int([8])], compute: (x) => tf.clipByValue(x!, -2, 3) },
  { name: "clipByValue of int32 on one side", inputs: [int([8])], compute: (x) => tf.clipByValue(x!, -2, Infinity) },
  { name: "onesLike of bool", inputs: [bool([3])], compute: (x) => tf.onesLike(x!) },
  { name: "zerosLike of bool", inputs: [bool([3])], compute: (x) => tf.zerosLike(x!) },
  { name: "logicalNot", inputs: [bool([2, 3])], compute: (x) => tf.logicalNot(x!) },
  { name: "isNaN", inputs: [wholeFloat([9])], compute: (x) => tf.isNaN(tf.log(x!)), gradient: false },
  { name: "isInf", inputs: [wholeFloat([9])], compute: (x) => tf.isInf(tf.div(1, x!)), gradient: false },
  { name: "isNaN of int32", inputs: [int([3])], compute: (x) => tf.isNaN(x!) },
  { name: "prelu", inputs: [float([2, 3, 4]), float([2, 3, 4])], compute: (x, alpha) => tf.prelu(x!, alpha!) },
  { name: "prelu by channel", inputs: [float([2, 3, 4]), float([4])], compute: (x, alpha) => tf.prelu(x!, alpha!) },
  { name: "prelu by row", inputs: [float([2, 3, 4]), float([3, 1])], compute: (x, alpha) => tf.prelu(x!, alpha!) },
  // ONNX Runtime's sigmoid is right to 1e-7 of its range, not of each value: compared where the range is covered
  { name: "sigmoid far out", inputs: [float([40], -60, 60)], compute: (x) => tf.sigmoid(x!) },
  { name: "softplus far out", inputs: [float([40], -60, 60)], compute: (x) => tf.softplus(x!) },
  { name: "a filled tensor", inputs: [float([2])], compute: (x) => tf.mul(tf.exp(tf.fill([2, 2], 0.5)), x!) },
  { name: "tanh in a chain", inputs: [float([3, 3])], compute: (x) => tf.tanh(tf.sigmoid(tf.square(x!))) },
];

export const unaryCases: readonly Case[] = [
  ...OPERATIONS.flatMap((use) => useCases(use, new Generator(use[0]))),
  ...particular,
];
