import * as tf from "../tensors/tf";
import { choice } from "./choice";
import { euclideanNorm } from "./norms";
import type { InputGradients, Term } from "./term";

export interface GradientAttentionOptions {
  /**
   * What the student's attention is compared with: the teacher's at the same image, the default; or its own at the image
   * mirrored left to right, mirrored back, with no teacher.
   */
  readonly match?: "teacher" | "mirror";
  /** Default euclidean. */
  readonly norm?: "euclidean" | "halfSquare";
}

/**
 * What matters to the teacher is to matter to the student: attention is J = ∂L/∂x, how each pixel of an image would change
 * the cross-entropy L of that image alone.
 *
 * J [batch, height, width, channels], over pixels in [0, 1]; L = the mean over the batch of ‖J_s − J_t‖₂, or of ½ ‖J_s − J_t‖₂²;
 * with the mirror, J_t is the student's own at the mirrored image. J is not normalised: it falls as the nets grow sure.
 *
 * Zagoruyko & Komodakis 2017, Paying More Attention to Attention, §3.2: `euclidean` is eq. 4 and, with the mirror, eq. 6,
 * without their β / 2; the gradient that the paper prints in eq. 5 is that of `halfSquare`. There is no public code of the
 * authors for it, and the paper gives no β: try weights such that this term is about a tenth of the hard-label loss. The step
 * takes a second forward and backward pass through the student, its gradient a second derivative.
 *
 * The student's J is taken in training mode (the step's dropout masks, the batch's statistics), the teacher's in
 * inference mode. At J_s = J_t the gradient is 0.
 *
 * @throws RangeError for an option that is out of range; from `fit`, naming the layer, for a student with a layer whose
 *   second derivative is not known to be right, see `plainPass`
 */
export function gradientAttention({ match = "teacher", norm = "euclidean" }: GradientAttentionOptions = {}): Term {
  const name = "gradientAttention";
  const other: keyof InputGradients = choice(name, "match", match, { teacher: "teacher", mirror: "mirrored" } as const);
  const distance = choice(name, "norm", norm, { euclidean, halfSquare });
  return {
    name,
    needsTeacher: match === "teacher",
    pairs: [],
    inputGradients: ["student", other],
    bind: () => ({
      variables: [],
      loss({ inputGradients }) {
        const [student, compared] = [inputGradients!.student!, inputGradients![other]!];
        const difference = tf.sub(student, compared);
        return tf.mean<tf.Scalar>(distance(tf.reshape(difference, [difference.shape[0]!, -1])));
      },
    }),
  };
}

const euclidean = (difference: tf.Tensor): tf.Tensor => euclideanNorm(difference, [1]); // [batch]
const halfSquare = (difference: tf.Tensor): tf.Tensor => tf.mul(0.5, tf.sum(tf.square(difference), 1)); // [batch]
