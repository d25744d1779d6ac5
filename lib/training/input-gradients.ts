import type { InputGradients } from "../losses/term";
import { inputGradient } from "../models/input-gradient";
import type { Net } from "../models/net";
import { plainPass } from "../models/plain-pass";
import * as tf from "../tensors/tf";

/** Of [batch, height, width, channels]. */
const WIDTH = 2;

/**
 * The gradients of a student's cross-entropy by its images, as it trains, that are asked for; they can be differentiated.
 * @throws RangeError for a student with a layer whose second derivative is not known to be right
 */
export function studentInputGradients(
  student: Net,
  wanted: ReadonlySet<keyof InputGradients>,
): (images: tf.Tensor, labels: tf.Tensor1D, logits: tf.Tensor2D) => Partial<InputGradients> {
  if (!wanted.has("student") && !wanted.has("mirrored")) return () => ({});
  const plain = plainPass(student);
  const pass = (x: tf.Tensor) => plain(x, { training: true });
  return (images, labels, logits) => {
    const mirrored = () => tf.reverse(inputGradient(pass, tf.reverse(images, WIDTH), labels), WIDTH);
    return {
      ...(wanted.has("student") ? { student: inputGradient(pass, images, labels, logits) } : {}),
      ...(wanted.has("mirrored") ? { mirrored: mirrored() } : {}),
    };
  };
}
