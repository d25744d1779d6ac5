import { type Compiled, compile } from "../compile/compile";
import type { Engine } from "../compile/engine";
import type { Feeds, Results } from "../compile/feeds";
import type { Optimizer } from "../compile/optimizer";
import type { Views } from "../losses/term";
import { type Net, tapped, trainableVariables, type View } from "../models/net";
import * as tf from "../tensors/tf";
import { imagesOf } from "./images";
import { studentInputGradients } from "./input-gradients";
import { inputGradientsOf, type Summand, tapsOf } from "./objective";
import { TEACHER_INPUT_GRADIENT, TEACHER_LOGITS, teacherFeature } from "./teacher-views";

/** The feed that holds the weight of a term. */
export const weightFeed = (term: string): string => `weight ${term}`;
/** The result that holds the value of a term. */
export const termResult = (term: string): string => `term ${term}`;

export interface TrainingStepOptions<S extends string, T extends string> {
  readonly student: Net<S>;
  readonly summands: readonly Summand<S, T>[];
  readonly optimizer: Optimizer;
  readonly seed: number;
  readonly engine: Engine;
}

/** What the teacher showed of this batch, from the feeds. */
function teacherView<T extends string>(feeds: Feeds, taps: readonly T[]): View<T> {
  const features = Object.fromEntries(taps.map((tap) => [tap, feeds[teacherFeature(tap)]]));
  return { logits: feeds[TEACHER_LOGITS] as tf.Tensor2D, features: features as Record<T, tf.Tensor> };
}

/**
 * The step that `fit` repeats: forward, every term, the weighted sum, gradients, optimizer; compiled.
 * It is a pure function of what it is fed (pixels, labels, indices, epoch, teacher views, term weights, masks) and of
 * the variables of student and terms.
 */
export function trainingStep<S extends string, T extends string>(
  options: TrainingStepOptions<S, T>,
): Compiled<Feeds, Results> {
  const { student, summands, optimizer, seed, engine } = options;
  const taps = tapsOf(summands);
  const look = tapped(student, taps.student);
  const wanted = inputGradientsOf(summands);
  const ownGradients = studentInputGradients(student, wanted);
  const variables = [...trainableVariables(student), ...summands.flatMap(({ bound }) => bound.variables)];
  const body = (feeds: Feeds): Results => {
    const labels = feeds.labels as tf.Tensor1D;
    const images = imagesOf(feeds.pixels as tf.Tensor);
    const studentView = look(images, { training: true }) as View<S>;
    const ofTeacher = wanted.has("teacher") ? { teacher: feeds[TEACHER_INPUT_GRADIENT] as tf.Tensor } : {};
    const views: Views<S, T> = {
      student: studentView,
      teacher: teacherView(feeds, taps.teacher),
      labels,
      indices: feeds.indices as tf.Tensor1D,
      epoch: feeds.epoch as tf.Scalar,
      inputGradients: { ...ownGradients(images, labels, studentView.logits), ...ofTeacher },
    };
    const values = summands.map(({ bound }) => bound.loss(views));
    const weighted = values.map((value, i) => tf.mul(feeds[weightFeed(summands[i]!.name)] as tf.Scalar, value));
    const right = tf.equal(tf.argMax(studentView.logits, 1), labels); // [batch]
    return {
      loss: weighted.reduce((sum, value) => tf.add(sum, value)),
      right: tf.sum(tf.cast(right, "float32")),
      ...Object.fromEntries(values.map((value, i) => [termResult(summands[i]!.name), value])),
    };
  };
  return compile(body, { name: "fit", seed, engine, minimize: { loss: "loss", variables, optimizer } });
}
