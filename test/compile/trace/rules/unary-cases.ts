import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, type Draw, float, int, wholeFloat } from "./case";
import { Generator, RANKS } from "./generator";

type Unary = (x: tf.Tensor) => tf.Tensor;
export type Use = readonly [name: string, run: Unary, low?: number, high?: number];

const OPERATIONS: readonly Use[] = [
  ["abs", tf.abs],
  ["acos", tf.acos, -0.9, 0.9],
  ["acosh", tf.acosh, 1.1, 4],
  ["asin", tf.asin, -0.9, 0.9],
  ["asinh", tf.asinh],
  ["atan", tf.atan],
  ["atanh", tf.atanh, -0.9, 0.9],
  ["ceil", tf.ceil],
  ["cos", tf.cos],
  ["cosh", tf.cosh],
  ["erf", tf.erf],
  ["exp", tf.exp],
  ["expm1", tf.expm1],
  ["expm1 near 0", tf.expm1, -1e-3, 1e-3],
  ["floor", tf.floor],
  ["log", tf.log, 0.1, 4],
  ["log1p", tf.log1p, -0.9, 4],
  ["log1p near 0", tf.log1p, -1e-3, 1e-3],
  ["neg", tf.neg],
  ["onesLike", tf.onesLike],
  ["reciprocal", tf.reciprocal, 0.5, 2],
  ["round", tf.round],
  ["rsqrt", tf.rsqrt, 0.5, 2],
  ["sign", tf.sign],
  ["sin", tf.sin],
  ["sinh", tf.sinh],
  ["sqrt", tf.sqrt, 0.1, 4],
  ["square", tf.square],
  ["tan", tf.tan, -1, 1],
  ["tanh", tf.tanh],
  ["zerosLike", tf.zerosLike],
];

const TIED: readonly string[] = ["abs", "clipByValue", "elu", "leakyRelu", "relu", "relu6", "round", "sign", "step"];
const WHOLE: readonly string[] = [
  ...["abs", "exp", "neg", "onesLike", "relu", "relu6", "round", "sign", "square", "zerosLike"],
];

/** One operation on every rank, and of other types where tfjs computes with them. */
export function useCases([name, run, low, high]: Use, generator: Generator): Case[] {
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
  { name: "onesLike of bool", inputs: [bool([3])], compute: (x) => tf.onesLike(x!) },
  { name: "zerosLike of bool", inputs: [bool([3])], compute: (x) => tf.zerosLike(x!) },
  { name: "logicalNot", inputs: [bool([2, 3])], compute: (x) => tf.logicalNot(x!) },
  { name: "isNaN", inputs: [wholeFloat([9])], compute: (x) => tf.isNaN(tf.log(x!)), gradient: false },
  { name: "isInf", inputs: [wholeFloat([9])], compute: (x) => tf.isInf(tf.div(1, x!)), gradient: false },
  {
    name: "isFinite",
    inputs: [wholeFloat([9]), int([3])],
    compute: (x, whole) => [tf.isFinite(tf.log(x!)), tf.isFinite(tf.div(1, x!)), tf.isFinite(whole!)],
    gradient: false,
  },
  { name: "isNaN of int32", inputs: [int([3])], compute: (x) => tf.isNaN(x!) },
  { name: "a filled tensor", inputs: [float([2])], compute: (x) => tf.mul(tf.exp(tf.fill([2, 2], 0.5)), x!) },
  { name: "tanh in a chain", inputs: [float([3, 3])], compute: (x) => tf.tanh(tf.sigmoid(tf.square(x!))) },
];

export const unaryCases: readonly Case[] = [
  ...OPERATIONS.flatMap((use) => useCases(use, new Generator(use[0]))),
  ...particular,
];
