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
  /** Where the gradient of each variable is to be written. */
  readonly gradients: ReadonlyMap<Variable, Float32Array>;
}

/** A task made ready for feeds of one signature. */
export interface Program {
  /** The variables that the loss reaches: the ones that have a gradient. */
  readonly differentiated: readonly Variable[];
  /** Computes the results; writes gradients where the call says, and assigned variables where they live. */
  readonly run: (call: ProgramCall) => Promise<Readonly<Record<string, HostTensor>>>;
  readonly dispose: () => Promise<void>;
}

/** What runs compiled functions. Engines have one meaning and differ in speed. */
export interface Engine {
  readonly name: "onnx" | "eager";
  /** One line: which engine, on what device. */
  readonly description: string;
  /** Whether its optimizers run the plain formula instead of the SIMD one. */
  readonly plain: boolean;
  readonly prepare: (task: Task, feeds: readonly FeedSpec[]) => Promise<Program>;
}

/** Threads where the user does not say: every core that this process may use. */
export const defaultThreads = (): number => availableParallelism();
