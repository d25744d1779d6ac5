import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, type Draw, float, int, wholeFloat } from "./case";
import { Generator, RANKS, subsets } from "./generator";

type Reduce = (x: tf.Tensor, axis?: number | number[], keepDims?: boolean) => tf.Tensor;
type Make = (shape: readonly number[]) => Draw;

const factors = (shape: readonly number[]): Draw => float(shape, 0.5, 1.5);

const OPERATIONS: readonly (readonly [name: string, run: Reduce, draws: readonly Make[]])[] = [
  ["sum", tf.sum, [float, int, bool]],
  ["mean", tf.mean, [float, int]],
  ["max", tf.max, [float, wholeFloat, int]],
  ["min", tf.min, [float, wholeFloat, int]],
  ["prod", tf.prod, [factors, (shape) => int(shape, -2, 3)]],
  ["all", tf.all, [bool]],
  ["any", tf.any, [bool]],
];

/** Every set of axes of every rank, some counted from the end, with and without keepDims; and all axes by default. */
function axisCases(): Case[] {
  const generator = new Generator("reduction");
  return OPERATIONS.flatMap(([name, run, draws]) =>
    draws.flatMap((draw, kind) =>
      RANKS.flatMap((rank) => {
        const sets = subsets(rank).filter((axes) => kind === 0 || axes.length === 1);
        return sets.map((axes): Case => {
          const shape = generator.shape(rank);
          // tfjs' gradient of prod knows no axis from the end
          const given = axes.map((axis) => (generator.pick([true, false]) || name === "prod" ? axis : axis - rank));
          const keepDims = generator.pick([true, false]);
          const { type } = draw(shape);
          const byDefault = axes.length === 0;
          return {
            name: `${name} of ${type} ${kind} [${shape}] over ${byDefault ? "all" : `[${given}]`}${keepDims ? ", kept" : ""}`,
            inputs: [draw(shape)],
            compute: (x) => run(x!, byDefault ? undefined : given, keepDims),
          };
        });
      }),
    ),
  );
}

const positions = [1, 2, 3, 4].flatMap((rank) =>
  Array.from({ length: rank }, (_, axis): Case => {
    const shape = new Generator(`positions ${rank} ${axis}`).shape(rank);
    return {
      name: `argMax and argMin of [${shape}] over ${axis}`,
      inputs: [float(shape), wholeFloat(shape), int(shape)],
      compute: (x, tied, whole) => [
        ...[x, tied, whole].flatMap((each) => [tf.argMax(each!, axis), tf.argMin(each!, axis - rank)]),
      ],
      gradient: false,
    };
  }),
);

const particular: Case[] = [
  { name: "mean of a filled tensor", inputs: [float([2])], compute: (x) => tf.mul(x!, tf.mean(tf.fill([3, 4], 2))) },
  { name: "moments", inputs: [float([5, 3])], compute: (x) => Object.values(tf.moments(x!, 0)) },
  { name: "norm", inputs: [float([5, 3])], compute: (x) => tf.norm(x!, "euclidean", 1) },
  { name: "logSumExp", inputs: [float([5, 3], -50, 50)], compute: (x) => tf.logSumExp(x!, 1) },
];

export const reductionCases: readonly Case[] = [...axisCases(), ...positions, ...particular];
