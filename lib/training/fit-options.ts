import type { Engine } from "../compile/engine";
import type { Optimizer } from "../compile/optimizer";
import type { Augmentation } from "../datasets/augment";
import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import type { Callback } from "./events";
import type { Objective } from "./objective";
import type { Schedule } from "./schedules";

/** How `fit` trains. */
export interface FitOptions<S extends string, T extends string, O extends Objective<S, T>> {
  /** The weighted terms of the loss, by the names of their columns in the history. */
  readonly objective: O;
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
  readonly callbacks?: readonly Callback<keyof O & string>[];
  /** Ends training after the step at which it is aborted. */
  readonly signal?: AbortSignal;
  /** The most bytes of teacher views that are kept; 1 GB where absent. */
  readonly viewsBudget?: number;
  /** The engine in force where absent. */
  readonly engine?: Engine;
  /** Where `fit` says in one line what it does with the teacher's views; console.log where absent. */
  readonly log?: (line: string) => void;
}

/** @throws RangeError unless `value` is a whole number from `least` */
function checkWhole(option: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`fit: ${option} ${value} was given; a whole number from ${least} is accepted`);
  }
}

/** Checks at the door what can be checked before anything is computed. */
export function checkFit<S extends string, T extends string, O extends Objective<S, T>>(
  student: Net<S>,
  train: Split,
  options: FitOptions<S, T, O>,
): void {
  checkWhole("epochs", options.epochs, 1);
  checkWhole("batchSize", options.batchSize, 1);
  checkWhole("seed", options.seed, 0);
  for (const [role, net] of Object.entries({ student, teacher: options.teacher })) {
    if (net === undefined) continue;
    for (const split of [train, options.validation]) if (split !== undefined) checkPair(role, net, split);
  }
}

/** @throws RangeError unless the net takes the split's images and has a logit for each of its classes */
export function checkPair(role: string, net: Net, split: Split): void {
  const input = net.model.inputs[0]!.shape.slice(1);
  if (input.some((extent, axis) => extent !== null && extent !== split.shape[axis]) || input.length !== 3) {
    throw new RangeError(
      `fit: the ${role} takes images [${input.join(", ")}], and ${split.name} has images [${split.shape.join(", ")}]`,
    );
  }
  const classes = net.model.outputs[0]!.shape[1];
  if (classes !== split.classes.length) {
    throw new RangeError(
      `fit: the ${role} has ${classes} logits, and ${split.name} has ${split.classes.length} classes`,
    );
  }
}
