import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import { summary } from "../models/summary";
import { evaluate } from "./evaluate";
import type { EpochRow } from "./events";
import type { Fidelity } from "./fidelity";
import type { History } from "./history";
import { millisecondsPerImage } from "./latency";
import type { Scores } from "./scores";

/** What is known of one trained net: every accuracy with its model and its epoch. */
export interface ResultRow {
  /** What the net is in the experiment, e.g. "teacher", "student". */
  readonly role: string;
  /** How it was trained, e.g. "from scratch", "distilled, T = 4". */
  readonly method: string;
  readonly seed: number;
  /** Epochs that were finished. */
  readonly epochs: number;
  /** Accuracy on the validation split after the last epoch, in [0, 1]; of training where there was none. */
  readonly last: number;
  /** The same after the best epoch. */
  readonly best: number;
  /** The best epoch, from 1. */
  readonly bestEpoch: number;
  /** Errors on the test split, measured once, with the weights that the net has now. */
  readonly testErrors: number;
  readonly testExamples: number;
  /** Share of test examples on which it agrees with the teacher, in [0, 1]; absent without a teacher. */
  readonly agreement?: number;
  readonly expectedCalibrationError: number;
  readonly parameters: number;
  /** Of its weights in float32. */
  readonly bytes: number;
  /** Multiplications and additions of one forward pass; undefined where a layer's work is not known. */
  readonly flops: number | undefined;
  /** Median time of the forward pass of one image, compiled. */
  readonly millisecondsPerImage: number;
}

export interface ResultRowOptions {
  readonly role: string;
  readonly method: string;
  readonly seed: number;
  readonly net: Net;
  readonly history: History;
  readonly test: Split;
  readonly teacher?: Net;
}

const accuracyOf = ({ accuracy, validation }: EpochRow): number => validation?.accuracy ?? accuracy;

/**
 * Measures a trained net on the test split and puts it into one row.
 * @throws RangeError if the history has no finished epoch
 */
export async function resultRow(options: ResultRowOptions): Promise<ResultRow> {
  const { role, method, seed, net, history, test, teacher } = options;
  const last = history.epochs.at(-1);
  if (last === undefined || history.best === undefined) {
    throw new RangeError(`resultRow: the history of the ${role} has no finished epoch; one or more are accepted`);
  }
  const scores: Scores & Partial<Fidelity> =
    teacher === undefined ? await evaluate(net, test) : await evaluate(net, test, { teacher });
  const { parameters, bytes, flops } = summary(net);
  return {
    role,
    method,
    seed,
    epochs: history.epochs.length,
    last: accuracyOf(last),
    best: accuracyOf(history.best),
    bestEpoch: history.best.epoch,
    testErrors: scores.errors,
    testExamples: scores.examples,
    ...(scores.agreement === undefined ? {} : { agreement: scores.agreement }),
    expectedCalibrationError: scores.expectedCalibrationError,
    parameters,
    bytes,
    flops,
    millisecondsPerImage: await millisecondsPerImage(net, test),
  };
}
