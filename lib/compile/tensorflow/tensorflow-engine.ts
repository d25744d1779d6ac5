import { defaultThreads, type Engine, threadsText } from "../engine";
import { momentsOf } from "../moment";
import type { Installation } from "./installation";
import { libraryOf } from "./library";
import { recordRepeatably } from "./record-repeatably";
import { tensorflowProgram } from "./tensorflow-program";

/**
 * libtensorflow: one step is run eagerly and recorded at the native binding, and its graph is one call of a session from
 * then on. Weights and moments live in the session.
 * @param options.threads from 1; every core where absent. The first engine of a process decides
 * @throws RangeError if `threads` is no whole number from 1; Error if the library does not load, or is loaded with other
 * threads
 */
export function tensorflowEngine(
  installation: Installation,
  { threads = defaultThreads() }: { readonly threads?: number } = {},
): Engine {
  const count = threadsText("tensorflowEngine", threads);
  const library = libraryOf(installation, threads);
  const device = library.binding.isUsingGpuDevice() ? "the GPU" : "the CPU";
  return {
    name: "tensorflow",
    description: `TensorFlow ${library.binding.TF_Version} on ${device}, ${count}`,
    plain: false,
    async prepare(task, _feeds, first) {
      return tensorflowProgram(task, library, recordRepeatably(task, library, first), first, momentsOf(task));
    },
  };
}
