import { eagerEngine } from "./eager/eager-engine";
import type { Engine } from "./engine";
import { onnxEngine } from "./onnx/onnx-engine";
import { findInstallation, type Installation } from "./tensorflow/installation";
import { findPeerPackage } from "./tensorflow/peer-package";
import { tensorflowEngine } from "./tensorflow/tensorflow-engine";

/** Which engine runs compiled functions. */
export interface EngineOptions {
  /**
   * onnx: ONNX Runtime, compiled. tensorflow: libtensorflow, compiled, where it is installed. eager: TensorFlow.js
   * itself, the slow oracle. Where absent: tensorflow if it is installed, else onnx.
   */
  readonly engine?: "onnx" | "tensorflow" | "eager";
  /** Threads of the engine, from 1; every core where absent. */
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

const installed = (): Installation | undefined => findInstallation() ?? findPeerPackage();

function tensorflow(threads: { readonly threads?: number }): Engine {
  const installation = installed();
  if (installation !== undefined) return tensorflowEngine(installation, threads);
  throw new Error(
    "useEngine: no libtensorflow was found; npx dark-knowledge tensorflow installs it (on Linux), a project's own " +
      "@tensorflow/tfjs-node with its install script is found, and DARK_KNOWLEDGE_TENSORFLOW may name a folder that has it",
  );
}

/** How to get a faster engine, where there is one. */
const faster = (platform: NodeJS.Platform = process.platform): string =>
  platform === "linux" ? "; faster for convolutional nets: npx dark-knowledge tensorflow" : "";

/** The fastest engine there is, and what to say about it. */
function fastest(threads: { readonly threads?: number }): { readonly engine: Engine; readonly note: string } {
  const installation = installed();
  if (installation === undefined) return { engine: onnxEngine(threads), note: faster() };
  try {
    return { engine: tensorflowEngine(installation, threads), note: "" };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { engine: onnxEngine(threads), note: `; libtensorflow in ${installation.folder} was not used: ${reason}` };
  }
}

/**
 * Chooses the engine of every function compiled from now on, and says in one line which it is and on what device.
 * @throws RangeError if the name or the number of threads is not accepted; Error if TensorFlow was asked for and is not
 * installed or does not load
 */
export function useEngine({ engine, threads, log = console.log }: EngineOptions = {}): Engine {
  const given = threads === undefined ? {} : { threads };
  if (engine === undefined) {
    const { engine: chosen, note } = fastest(given);
    current = chosen;
    log(`engine: ${chosen.description}${note}`);
    return chosen;
  }
  const makers = { onnx: () => onnxEngine(given), tensorflow: () => tensorflow(given), eager: eagerEngine };
  if (!Object.hasOwn(makers, engine)) {
    throw new RangeError(`useEngine: "${String(engine)}" was given; onnx, tensorflow and eager are accepted`);
  }
  current = makers[engine]();
  log(`engine: ${current.description}`);
  return current;
}
