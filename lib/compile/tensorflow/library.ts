import { createRequire } from "node:module";
import util from "node:util";
import * as tf from "../../tensors/tf";
import type { Binding, HeldTensor } from "./binding";
import { CORRECTIONS } from "./corrections";
import type { Installation } from "./installation";
import { moduleLoader } from "./load-modules";

/** The name under which TensorFlow.js knows the backend; it never becomes the default one. */
export const TENSORFLOW_BACKEND = "tensorflow";

/** The backend of @tensorflow/tfjs-node, as far as a recording needs it. */
export interface NodeBackend extends tf.KernelBackend {
  /** What every operation goes through. */
  binding: Binding;
  /** The library's tensors behind those of TensorFlow.js. Values that were only kept so far are handed over. */
  readonly getInputTensorIds: (tensors: readonly tf.TensorInfo[]) => readonly number[];
  /** `values` are not null where they were only kept so far. */
  readonly tensorMap: { readonly get: (dataId: tf.DataId) => { readonly id: number; readonly values: unknown } };
  readonly createOutputTensor: (held: HeldTensor) => tf.Tensor;
}

/** Who looks at the inputs of every kernel, and may put others in their place. */
export interface Gatekeeper {
  readonly admit: (kernel: string, input: tf.TensorInfo) => tf.TensorInfo;
  /** Says where a kernel failed. */
  readonly explained: (kernel: string, error: unknown) => unknown;
}

/** libtensorflow in this process. */
export interface Library {
  readonly binding: Binding;
  readonly backend: NodeBackend;
  /** Set for the time of a recording. */
  gatekeeper: Gatekeeper | undefined;
}

type Kernel = tf.KernelConfig["kernelFunc"];

const mapped = (inputs: unknown, change: (input: tf.TensorInfo) => tf.TensorInfo): unknown => {
  if (Array.isArray(inputs)) return inputs.map((input) => mapped(input, change));
  if (inputs === null || typeof inputs !== "object") return inputs;
  if ("dataId" in inputs) return change(inputs as tf.TensorInfo);
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, mapped(input, change)]));
};

/** `kernelFunc` behind the gatekeeper. */
const guarded =
  (library: Library, name: string, kernelFunc: Kernel): Kernel =>
  (call) => {
    const { gatekeeper } = library;
    if (gatekeeper === undefined) return kernelFunc(call);
    const inputs = mapped(call.inputs, (input) => gatekeeper.admit(name, input)) as typeof call.inputs;
    try {
      return kernelFunc({ ...call, inputs });
    } catch (error) {
      throw gatekeeper.explained(name, error);
    }
  };

function load(installation: Installation, threads: number): Library {
  process.env.TF_NUM_INTRAOP_THREADS = process.env.TF_NUM_INTEROP_THREADS = String(threads);
  process.env.TF_CPP_MIN_LOG_LEVEL ??= "3"; // what fails is thrown
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= "true"; // else it takes all of the GPU's memory
  const binding = createRequire(installation.binding)(installation.binding) as Binding;
  const library = { binding, gatekeeper: undefined } as unknown as Library;
  const registerKernel = (config: tf.KernelConfig): void => {
    const { kernelName } = config;
    const kernel = CORRECTIONS[kernelName]?.(config.kernelFunc) ?? config.kernelFunc;
    tf.registerKernel({ ...config, kernelFunc: guarded(library, kernelName, kernel) });
  };
  const ours = { ...tf, registerKernel };
  const given = {
    "@tensorflow/tfjs": ours,
    "@tensorflow/tfjs-core": ours,
    // Node 23 took two functions away that the package calls.
    util: { ...util, isNullOrUndefined: (value: unknown) => value == null, isArray: Array.isArray },
    "./proto/api_pb": {}, // for TensorBoard's histograms
  };
  const name = "@tensorflow/tfjs-node-gpu";
  const module = moduleLoader(installation.package, name, given);
  const { NodeJSKernelBackend } = module("dist/nodejs_kernel_backend.js") as {
    readonly NodeJSKernelBackend: new (binding: Binding, name: string) => NodeBackend;
  };
  const backend = new NodeJSKernelBackend(binding, name);
  tf.registerBackend(TENSORFLOW_BACKEND, () => backend, 0);
  tf.findBackend(TENSORFLOW_BACKEND);
  module("dist/register_all_kernels.js");
  return Object.assign(library, { backend });
}

let loaded: { readonly library: Library; readonly folder: string; readonly threads: number } | undefined;

/**
 * Loads libtensorflow and its kernels, once in a process.
 * @throws Error if it does not load, or is loaded from another folder or with other threads
 */
export function libraryOf(installation: Installation, threads: number): Library {
  const { folder } = installation;
  loaded ??= { library: load(installation, threads), folder, threads };
  if (loaded.folder === folder && loaded.threads === threads) return loaded.library;
  throw new Error(
    `tensorflowEngine: ${folder} with threads ${threads} was asked for, and ${loaded.folder} with threads ` +
      `${loaded.threads} is loaded; a process has libtensorflow once`,
  );
}
