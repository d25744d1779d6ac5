import * as tf from "../tensors/tf";
import { averagedToSameSize, checkMaps } from "./adaptive-average";
import { choice } from "./choice";
import { detached } from "./detached";
import { featureTerm } from "./feature-term";
import { unitVectors } from "./norms";
import type { Pair, Term } from "./term";

/** How alike two channels are, each a vector of length 1 over the places. */
export type NeuronSelectivityKernel = "linear" | "polynomial" | "gaussian";

export interface NeuronSelectivityOptions {
  /** Default polynomial, the paper's best. */
  readonly kernel?: NeuronSelectivityKernel;
  /** d of the polynomial kernel, a whole number from 1; default 2. */
  readonly degree?: number;
  /** c of the polynomial kernel, from 0; default 0. */
  readonly offset?: number;
}

/**
 * The student's channels, as a set, look where the teacher's do: the squared maximum mean discrepancy of the two sets,
 * L = mean over the batch of mean k(t, t′) + mean k(s, s′) − 2 · mean k(s, t), summed over the pairs of taps.
 *
 * Maps [batch, height, width, channels]; each channel is a vector over the places, of length 1, and the means go over all
 * pairs of channels, so widths may differ; where sizes differ the larger map is averaged. No adapter. Kernels:
 * - linear xᵀy: L = ‖mean s − mean t‖²
 * - polynomial (xᵀy + c)^d
 * - gaussian exp(−‖x − y‖² / 2σ²), σ² being the mean ‖s − t‖² of the example, which has no gradient
 *
 * Huang & Wang 2017, Like What You Like, eq. 4–7. Paper and popular code agree but for the weight: RepDistiller has 50
 * over three stages, the authors 50 on the last one; start from these with the polynomial kernel. Channels that are 0
 * everywhere count as 0 and have no gradient.
 *
 * @throws RangeError for an option that is out of range; from `bind`, unless the features are maps
 */
export function neuronSelectivity<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { kernel = "polynomial", degree = 2, offset = 0 }: NeuronSelectivityOptions = {},
): Term<S, T> {
  const name = "neuronSelectivity";
  if (!(Number.isInteger(degree) && degree >= 1)) {
    throw new RangeError(`${name}: degree ${degree} was given; a whole number from 1 is accepted`);
  }
  if (!(offset >= 0 && Number.isFinite(offset))) {
    throw new RangeError(`${name}: offset ${offset} was given; a finite number from 0 is accepted`);
  }
  const kernels = { linear, polynomial: polynomial(degree, offset), gaussian };
  const values = choice(name, "kernel", kernel, kernels);
  return featureTerm({
    name,
    pairs,
    adapt(shapes) {
      checkMaps(name, shapes);
      return { apply: averagedToSameSize(shapes), variables: [] };
    },
    compare: (student, teacher) => squaredDiscrepancy(student, teacher, values),
  });
}

/**
 * The kernel of every pair of channels, from their products [batch, channels of both, channels of both], of which the
 * first `own` are the student's.
 */
type Kernel = (products: tf.Tensor, own: number) => tf.Tensor;

/**
 * L = Σ over all pairs of channels of both nets of w · w′ · k, with w = 1 / channels for the student's and
 * −1 / channels for the teacher's: one batched product of matrices.
 */
function squaredDiscrepancy(student: tf.Tensor, teacher: tf.Tensor, kernel: Kernel): tf.Scalar {
  const [batch, height, width] = student.shape as [number, number, number, number];
  const channels = (map: tf.Tensor) => unitVectors(tf.reshape(map, [batch, height * width, map.shape[3]!]), [1]);
  const all = tf.concat([channels(student), channels(teacher)], 2); // [batch, places, channels of both]
  const share = ({ shape }: tf.Tensor, sign: 1 | -1) => tf.fill([shape[3]!], sign / shape[3]!);
  const weights = tf.concat([share(student, 1), share(teacher, -1)]); // [channels of both]
  const values = kernel(tf.matMul(all, all, true), student.shape[3]!); // [batch, channels of both, channels of both]
  const perPair = tf.mul(tf.mul(values, weights), tf.expandDims(weights, 1));
  return tf.div(tf.sum<tf.Scalar>(perPair), batch);
}

const linear: Kernel = (products) => products;

const polynomial =
  (degree: number, offset: number): Kernel =>
  (products) => {
    const base = offset === 0 ? products : tf.add(products, offset);
    return Array.from({ length: degree - 1 }).reduce<tf.Tensor>((power) => tf.mul(power, base), base);
  };

const gaussian: Kernel = (products, own) => {
  const both = products.shape[1]!;
  const squares = tf.sum(tf.mul(products, tf.eye(both)), 2, true); // ‖x‖² [batch, channels of both, 1]
  const sums = tf.add(squares, tf.transpose(squares, [0, 2, 1]));
  const distances = tf.sub(sums, tf.mul(products, 2)); // ‖x − y‖²
  const between = tf.slice(distances, [0, 0, own], [-1, own, both - own]);
  const variance = detached(tf.mean(between, [1, 2], true)); // [batch, 1, 1]
  return tf.exp(tf.div(distances, tf.mul(tf.maximum(variance, 1e-12), -2)));
};
