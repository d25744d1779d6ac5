import type { Engine } from "../compile/engine";
import type { Optimizer } from "../compile/optimizer";
import type { Augmentation } from "../datasets/augment";
import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import { checkClasses, checkImages } from "./check-net";
import type { CheckpointOptions } from "./checkpoints";
import type { Callback } from "./events";
import type { Objective } from "./objective";
import type { Schedule } from "./schedules";

/**
 * Names that are given elsewhere: taps by a net, columns by the objective's keys. Another one is an error here, where
 * TypeScript would else add it to them. (It is NoInfer of TypeScript 5.4; the kernel has 5.0.)
 */
export type Given<Name extends string> = [Name][Name extends unknown ? 0 : never];

/** How `fit` trains. */
export interface FitOptions<S extends string, T extends string, Name extends string = string> {
  /** The weighted terms of the loss, by the names of their columns in the history. */
  readonly objective: Objective<Given<S>, Given<T>, Name>;
  /** Needed by terms that compare with one; never changed. */
  readonly teacher?: Net<T>;
  /** Scored after every epoch; chooses the best one. */
  readonly validation?: Split;
  readonly optimizer: Optimizer;
  /** Multiplies the optimizer's learning rate; `constant()` where absent. */
  readonly schedule?: Schedule;
  /** From 1. */
  readonly epochs: number;
  /** Examples per step, from 1; the last step of an epoch takes what is left. */
  readonly batchSize: number;
  /** Of the order of the examples and of dropout's masks; a whole number from 0. */
  readonly seed: number;
  /** Changes the pixels, by its own seed; student and teacher see the same. */
  readonly augment?: Augmentation;
  readonly callbacks?: readonly Callback<Given<Name>>[];
  /** Writes the run down now and then, and at its end, so that it can be resumed. */
  readonly checkpoint?: CheckpointOptions;
  /**
   * Goes on from the newest checkpoint in the folder, or starts if there is none: the history is that of a run never
   * stopped, digit for digit on the same engine and machine.
   */
  readonly resume?: boolean;
  /** Ends training after the step, or the batch of teacher views, at which it is aborted. */
  readonly signal?: AbortSignal;
  /** The most bytes of teacher views that are kept; 1 GB where absent. */
  readonly viewsBudget?: number;
  /**
   * Where kept views of 1 MB to 1 GB are stored for later runs with the same teacher, data and engine, at most 4 GB in
   * all; nowhere with false, in the user's cache folder where absent.
   */
  readonly viewsFolder?: string | false;
  /** The engine in force where absent. */
  readonly engine?: Engine;
  /** Where `fit` says in one line what it does with the teacher's views; console.log where absent. */
  readonly log?: (line: string) => void;
}

/** @throws RangeError unless `value` is a whole number from `least` */
export function checkWhole(option: string, value: number, least: number, who = "fit"): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`${who}: ${option} ${value} was given; a whole number from ${least} is accepted`);
  }
}

/** @throws RangeError or TypeError for settings of checkpoints that are not accepted */
function checkCheckpoint({
  checkpoint,
  resume,
}: {
  readonly checkpoint?: CheckpointOptions;
  readonly resume?: boolean;
}) {
  if (checkpoint === undefined) {
    if (resume) throw new TypeError("fit: resume: true was given without checkpoint: { folder }, which is accepted");
    return;
  }
  const { folder, everySteps = 1, everyMinutes = 1 } = checkpoint;
  if (typeof folder !== "string" || folder === "") {
    throw new TypeError(`fit: checkpoint.folder ${JSON.stringify(folder)} was given; the path of a folder is accepted`);
  }
  checkWhole("checkpoint.everySteps", everySteps, 1);
  if (!(everyMinutes > 0)) {
    throw new RangeError(`fit: checkpoint.everyMinutes ${everyMinutes} was given; a number above 0 is accepted`);
  }
}

/**
 * Checks at the door what can be checked before anything is computed.
 * @throws RangeError for an option out of its range, and for a net and a split that do not fit
 */
export function checkFit<S extends string, T extends string, Name extends string>(
  student: Net<S>,
  train: Split,
  options: FitOptions<S, T, Name>,
): void {
  checkWhole("epochs", options.epochs, 1);
  checkWhole("batchSize", options.batchSize, 1);
  checkWhole("seed", options.seed, 0);
  const { viewsBudget = 0 } = options;
  if (!(viewsBudget >= 0)) {
    throw new RangeError(`fit: viewsBudget ${viewsBudget} was given; a number of bytes from 0 is accepted`);
  }
  checkCheckpoint(options);
  for (const [role, net] of Object.entries({ student, teacher: options.teacher })) {
    if (net === undefined) continue;
    for (const split of [train, options.validation]) {
      if (split === undefined) continue;
      checkImages("fit", role, net, split);
      checkClasses("fit", role, net, split);
    }
  }
}
