import { join } from "node:path";
import type { Engine } from "../compile/engine";
import { currentEngine } from "../compile/use-engine";
import type { Batch } from "../datasets/batches";
import type { Split } from "../datasets/split";
import { cacheFolder } from "../files/cache-folder";
import type { Net } from "../models/net";
import type { HostTensor } from "../tensors/host-tensor";
import type { ValidationScores } from "./events";
import type { FitOptions } from "./fit-options";
import { forward, logitsOver } from "./forward";
import { inputGradientsOf, type Summand, tapsOf } from "./objective";
import { type RunState, runArrays, setRunArrays } from "./run-state";
import { scoresOf } from "./scores";
import { type TeacherViews, teacherViews } from "./teacher-views";
import { trainingStep } from "./training-step";

/** The compiled functions of one run of `fit`, made before its first step and freed after its last. */
export interface Run<S extends string, T extends string> {
  readonly summands: readonly Summand<S, T>[];
  /** Steps done so far. */
  readonly steps: number;
  readonly step: (
    batch: Batch,
    weights: Readonly<Record<string, HostTensor>>,
    learningRate: number,
  ) => Promise<Readonly<Record<string, HostTensor>>>;
  /** All that the steps have changed: the student, what the terms train, and the optimizer's moments. */
  readonly state: () => Promise<RunState>;
  /** Goes on from the state of another run. */
  readonly resume: (state: RunState) => void;
  /** Scores the student on the validation split, if there is one. */
  readonly validate: () => Promise<ValidationScores | undefined>;
  readonly close: () => Promise<void>;
}

const VIEWS_BUDGET = 1e9;
const NO_VIEWS: TeacherViews = { of: async () => ({}), dispose: async () => {} };

/** Scores of `net` on `split` by a compiled forward pass that is kept between the epochs. */
function validator(net: Net, split: Split | undefined, engine: Engine) {
  if (split === undefined) return { scores: async () => undefined, dispose: async () => {} };
  const pass = forward(net, [], engine);
  const classes = split.classes.length;
  return {
    async scores(): Promise<ValidationScores> {
      const { accuracy, negativeLogLikelihood } = scoresOf(await logitsOver(pass, split, { classes }), split.labels);
      return { accuracy, negativeLogLikelihood };
    },
    dispose: pass.dispose,
  };
}

/** Computes the teacher's views and makes the compiled functions of a run ready. */
export async function openRun<S extends string, T extends string, Name extends string>(
  student: Net<S>,
  train: Split,
  summands: readonly Summand<S, T>[],
  options: FitOptions<S, T, Name>,
): Promise<Run<S, T>> {
  const { teacher, validation, optimizer, seed, augment } = options;
  const { engine = currentEngine(), viewsBudget = VIEWS_BUDGET, log = console.log, signal } = options;
  const { viewsFolder = join(cacheFolder(), "teacher-views") } = options;
  const needsTeacher = summands.some(({ term }) => term.needsTeacher);
  const taps = tapsOf(summands).teacher;
  const views =
    teacher === undefined || !needsTeacher
      ? NO_VIEWS
      : await teacherViews({
          teacher,
          taps,
          withInputGradient: inputGradientsOf(summands).has("teacher"),
          train,
          augmented: augment !== undefined,
          budget: viewsBudget,
          folder: viewsFolder,
          signal,
          engine,
          log,
        });
  const step = trainingStep({ student, summands, optimizer, seed, engine });
  const judge = validator(student, validation, engine);
  let steps = 0;
  return {
    summands,
    get steps() {
      return steps;
    },
    async step(batch, weights, learningRate) {
      steps += 1;
      return step({ ...batch, ...weights, ...(await views.of(batch)) } as never, { step: steps, learningRate });
    },
    state: async () => ({ steps, arrays: await runArrays(student, summands, step) }),
    resume(state) {
      steps = state.steps;
      setRunArrays(student, summands, step, state.arrays);
    },
    validate: judge.scores,
    async close() {
      for (const part of [step, judge, views]) await part.dispose();
    },
  };
}
