import { availableParallelism } from "node:os";
import type { HostTensor } from "../tensors/host-tensor";
import type { Variable } from "../tensors/tf";
import type { FeedSpec } from "./feeds";
import type { Task } from "./trace/trace";

/** One call of a program. */
export interface ProgramCall {
  readonly fed: Readonly<Record<string, HostTensor>>;
  /** Where masks are drawn from; `seed` may be absent where none is drawn. */
  readonly seed: number | undefined;
  readonly step: number;
  /** η of this update; absent where nothing is minimised. Only a program that updates the variables itself needs it. */
  readonly learningRate?: number;
  /** Where the gradient of each variable is to be written; empty for a program that updates the variables itself. */
  readonly gradients: ReadonlyMap<Variable, Float32Array>;
}

/** The call that a program is prepared for. */
export type FirstCall = Pick<ProgramCall, "fed" | "seed" | "step">;

/** A task made ready for feeds of one signature. */
export interface Program {
  /** The variables that the loss reaches: the ones that have a gradient. */
  readonly differentiated: readonly Variable[];
  /** Whether `run` also changes the differentiated variables by the task's optimizer; else that is done on the host. */
  readonly updates: boolean;
  /** Computes the results; writes gradients where the call says, and assigned variables where they live. */
  readonly run: (call: ProgramCall) => Promise<Readonly<Record<string, HostTensor>>>;
  readonly dispose: () => Promise<void>;
}

/** What runs compiled functions. Engines have one meaning and differ in speed. */
export interface Engine {
  readonly name: "onnx" | "tensorflow" | "eager";
  /** One line: which engine, on what device. */
  readonly description: string;
  /** Whether its optimizers run the plain formula instead of the SIMD one. */
  readonly plain: boolean;
  /**
   * @param feeds what is fed, by type and shape
   * @param first the call that waits for the program; an engine may try the task on it, changing nothing
   */
  readonly prepare: (task: Task, feeds: readonly FeedSpec[], first: FirstCall) => Promise<Program>;
}

/** Threads where the user does not say: every core that this process may use. */
export const defaultThreads = (): number => availableParallelism();

/**
 * Checks a number of threads and says it: "2 threads".
 * @throws RangeError if it is no whole number from 1
 */
export function threadsText(engine: string, threads: number): string {
  if (!Number.isInteger(threads) || threads < 1) {
    throw new RangeError(`${engine}: threads ${threads} were given; a whole number from 1 is accepted`);
  }
  return `${threads} thread${threads === 1 ? "" : "s"}`;
}
