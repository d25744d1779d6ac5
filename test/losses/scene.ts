import type { BoundTerm, Shapes, Views } from "../../lib/losses/term";
import * as tf from "../../lib/tensors/tf";
import { fakeTensor, logitViews } from "./fake-views";
import type { Entry } from "./terms";

const featureShape = (shapes: readonly Shapes[], side: 0 | 1): readonly number[] => shapes[0]?.[side] ?? [2];

/** A bound term, and views that stand on variables in place of a student and a teacher. */
export interface Scene {
  readonly bound: BoundTerm<"x", "x">;
  readonly student: readonly tf.Variable[];
  readonly teacher: readonly tf.Variable[];
  readonly views: Views<"x", "x">;
}

export function scene({ term, shapes }: Entry, batch: number): Scene {
  const variable = (shape: readonly number[], seed: number) => tf.variable(fakeTensor([batch, ...shape], seed));
  const student = [variable([3], 1), variable(featureShape(shapes, 0), 2)] as const;
  const teacher = [variable([3], 3), variable(featureShape(shapes, 1), 4)] as const;
  const views = logitViews({ student: student[0], teacher: teacher[0] });
  return {
    bound: term.bind(shapes),
    student,
    teacher,
    views: {
      ...views,
      inputGradients: { student: student[1], mirrored: teacher[1], teacher: teacher[1] },
      student: { ...views.student, features: { x: student[1] } },
      teacher: { ...views.teacher, features: { x: teacher[1] } },
    },
  };
}
