import type { View } from "../models/net";
import type * as tf from "../tensors/tf";

/** A tap of the student matched with a tap of the teacher. */
export type Pair<S extends string, T extends string> = readonly [student: S, teacher: T];

/** The shapes of a pair's features, without the batch axis. */
export type Shapes = readonly [student: readonly number[], teacher: readonly number[]];

/**
 * ∂L/∂x by example, L being the cross-entropy of that example: how each pixel would change it; [batch, height, width,
 * channels], as the images, in nats by pixel in [0, 1].
 */
export interface InputGradients {
  /** Through the student as it trains; it can be differentiated by its weights. */
  readonly student: tf.Tensor;
  /** The student's at the image mirrored left to right, mirrored back; it too can be differentiated. */
  readonly mirrored: tf.Tensor;
  readonly teacher: tf.Tensor;
}

/**
 * What a term sees of one batch: labels int32 [batch], class indices; indices int32 [batch], the position of each
 * example in its split; epoch float32, counted from 1.
 */
export interface Views<S extends string, T extends string> {
  readonly student: View<S>;
  readonly teacher: View<T>;
  readonly labels: tf.Tensor1D;
  readonly indices: tf.Tensor1D;
  readonly epoch: tf.Scalar;
  /** Those that some term asks for. */
  readonly inputGradients?: Partial<InputGradients>;
}

/**
 * One summand of the training objective.
 *
 * `fit` computes the features of `pairs` (and nothing of the teacher where no term needs it), binds the term once to
 * their shapes, and then evaluates the loss at every step.
 */
export interface Term<S extends string = never, T extends string = never> {
  /** Of the method, for messages. */
  readonly name: string;
  readonly needsTeacher: boolean;
  readonly pairs: readonly Pair<S, T>[];
  /** What else it looks at; nothing where absent. */
  readonly inputGradients?: readonly (keyof InputGradients)[];
  /**
   * Makes what the term trains beside the student, and the loss over it.
   * @param shapes one entry per pair, in their order
   * @throws RangeError if the shapes do not suit the method
   */
  bind(shapes: readonly Shapes[]): BoundTerm<S, T>;
}

/**
 * A term with its trainable variables; who binds it disposes of them.
 *
 * The loss is a scalar, a mean over the batch. It is traced into a graph: a pure function of the views and of
 * `variables`, with nothing random, nothing read back, and no tensor from outside.
 */
export interface BoundTerm<S extends string = never, T extends string = never> {
  readonly loss: (views: Views<S, T>) => tf.Scalar;
  readonly variables: readonly tf.Variable[];
}
