import type { Engine } from "../engine";
import { defaultThreads, threadsText } from "../engine";
import { traceRepeatably } from "../trace/repeatable";
import { onnxProgram } from "./onnx-program";

/**
 * ONNX Runtime on the CPU, from npm alone. The function is traced to a graph, which is one native call from then on.
 * @param options.threads from 1; every core where absent
 * @throws RangeError if `threads` is no whole number from 1
 */
export function onnxEngine({ threads = defaultThreads() }: { readonly threads?: number } = {}): Engine {
  const count = threadsText("onnxEngine", threads);
  return {
    name: "onnx",
    description: `ONNX Runtime on the CPU, ${count}`,
    plain: false,
    async prepare(task, feeds) {
      const { traced, model } = traceRepeatably(task, feeds);
      return onnxProgram(task.name, traced, model, threads);
    },
  };
}
