import { eagerEngine } from "./eager/eager-engine";
import type { Engine } from "./engine";
import { onnxEngine } from "./onnx/onnx-engine";

/** Which engine runs compiled functions. */
export interface EngineOptions {
  /** onnx: ONNX Runtime, compiled. eager: TensorFlow.js itself, the slow oracle. */
  readonly engine?: "onnx" | "eager";
  /** Threads of ONNX Runtime, from 1; every core where absent. */
  readonly threads?: number;
  /** Where the one line goes; console.log where absent. */
  readonly log?: (line: string) => void;
}

let current: Engine | undefined;

/** The engine in force: the one that `useEngine` chose, or ONNX Runtime on every core. */
export function currentEngine(): Engine {
  current ??= onnxEngine();
  return current;
}

/**
 * Chooses the engine of every function compiled from now on, and says in one line which it is.
 * @throws RangeError if the name or the number of threads is not accepted
 */
export function useEngine({ engine = "onnx", threads, log = console.log }: EngineOptions = {}): Engine {
  if (engine !== "onnx" && engine !== "eager") {
    throw new RangeError(`useEngine: "${String(engine)}" was given; onnx and eager are accepted`);
  }
  current = engine === "eager" ? eagerEngine() : onnxEngine(threads === undefined ? {} : { threads });
  log(`engine: ${current.description}`);
  return current;
}
