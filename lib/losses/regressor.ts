import * as tf from "../tensors/tf";
import { averagedToSameSize, type SameSize } from "./adaptive-average";
import { batchNorm } from "./batch-norm";
import { choice } from "./choice";
import type { Adapter } from "./feature-term";
import { glorotKernel } from "./glorot-kernel";
import type { Shapes } from "./term";

/** What stands in a regressor. */
export interface RegressorForm {
  /**
   * How maps of different sizes are brought together. `average`, the default: along each axis the larger one is
   * averaged, be it the student's or the teacher's, and the map is a 1×1 convolution. `convolve`: a convolution without
   * padding, as large as the maps differ, for a student's map that is nowhere smaller.
   */
  readonly sizes?: "average" | "convolve";
  /** Default false. */
  readonly bias?: boolean;
  /** Batch normalisation behind the linear map; default false. */
  readonly batchNorm?: boolean;
  /** A relu at the end, so that the student's feature has the teacher's non-linearity; default false. */
  readonly relu?: boolean;
}

export interface RegressorOptions extends RegressorForm {
  /** Of the method, for messages and as the place that the weights are drawn from. */
  readonly name: string;
  /** The position of the pair in its term: each pair starts from other weights. */
  readonly pair: number;
  readonly seed: number;
}

/**
 * A map from the student's feature to the width and size of the teacher's, trained beside the student.
 *
 * Vectors [batch, units]: s · W, W [student units, teacher units]. Maps [batch, height, width, channels]: a convolution,
 * W [1, 1, student channels, teacher channels] or larger, see `sizes`. Then bias, batch normalisation and relu where
 * asked for. W starts as in `glorotKernel`.
 *
 * @throws RangeError, naming both shapes, if the features are not two vectors or two maps of sizes that suit
 */
export function regressor(shapes: Shapes, { name, pair, seed, ...form }: RegressorOptions): Adapter {
  const { toSameSize, kernel } = geometry(name, shapes, form.sizes ?? "average");
  const weights = glorotKernel(kernel, seed, "regressor", name, pair);
  const outputs = kernel.at(-1)!;
  const bias = form.bias ? [tf.tidy(() => tf.variable(tf.zeros([outputs])))] : [];
  const norm = form.batchNorm ? batchNorm(outputs) : undefined;
  const steps: ((x: tf.Tensor) => tf.Tensor)[] = [
    (x) =>
      kernel.length === 2
        ? tf.matMul(x, weights)
        : tf.conv2d(x as tf.Tensor4D, weights as tf.Variable<tf.Rank.R4>, 1, "valid"),
    ...bias.map((added) => (x: tf.Tensor) => tf.add(x, added)),
    ...(norm === undefined ? [] : [norm.apply]),
    ...(form.relu ? [tf.relu<tf.Tensor>] : []),
  ];
  return {
    variables: [weights, ...bias, ...(norm?.variables ?? [])],
    apply(student, teacher) {
      const [s, t] = toSameSize(student, teacher);
      return [steps.reduce((x, step) => step(x), s), t];
    },
  };
}

const asTheyAre: SameSize = (student, teacher) => [student, teacher];

/** What is done to the sizes of maps before the convolution, and the extent of its kernel; undefined if nothing helps. */
const sizesOfMaps = {
  average: (shapes: Shapes) => ({ toSameSize: averagedToSameSize(shapes), extent: [1, 1] }),
  convolve([student, teacher]: Shapes) {
    const extent = [0, 1].map((axis) => student[axis]! - teacher[axis]! + 1);
    return extent.every((places) => places >= 1) ? { toSameSize: asTheyAre, extent } : undefined;
  },
};

/** What is done to the sizes before the linear map, and the shape of its kernel. */
function geometry(name: string, shapes: Shapes, sizes: "average" | "convolve") {
  const [student, teacher] = shapes;
  const widths = [student.at(-1)!, teacher.at(-1)!];
  const ofMaps = choice(name, "regressor.sizes", sizes, sizesOfMaps);
  if (student.length === 1 && teacher.length === 1) return { toSameSize: asTheyAre, kernel: widths };
  const found = student.length === 3 && teacher.length === 3 ? ofMaps(shapes) : undefined;
  if (found !== undefined) return { toSameSize: found.toSameSize, kernel: [...found.extent, ...widths] };
  const condition = { average: "", convolve: ", the student's nowhere smaller, as the sizes are to be convolved" }[
    sizes
  ];
  throw new RangeError(
    `${name}: a student feature [${student.join(", ")}] with a teacher feature [${teacher.join(", ")}] was given; two ` +
      `vectors [units] are accepted, and two maps [height, width, channels]${condition}`,
  );
}
