import type { FeedSpec } from "../feeds";
import { onnxModel } from "../onnx/model";
import { type Task, type Traced, trace } from "./trace";

/**
 * Traces a task twice and refuses it if the two graphs differ: then JavaScript made something inside the function that
 * changes from call to call (a random number, the time), and the graph would repeat one draw for ever.
 * @throws Error naming the operation that takes the changing constant
 */
export function traceRepeatably(task: Task, feeds: readonly FeedSpec[]): { traced: Traced; model: Uint8Array } {
  const [traced, again] = [trace(task, feeds), trace(task, feeds)];
  const model = onnxModel(traced.graph);
  if (Buffer.compare(model, onnxModel(again.graph)) === 0) return { traced, model };
  const changed = traced.graph.constants.find(
    (constant, i) => constant.values.join() !== again.graph.constants[i]?.values.join(),
  );
  const user = traced.graph.nodes.find(({ inputs }) => inputs.some(({ name }) => name === changed?.name));
  throw changingFunction(task.name, changed?.shape, user?.operation);
}

/** The error for a function that is another one at every call: a tensor of `shape`, taken by `operation`, changes. */
export function changingFunction(name: string, shape?: readonly number[], operation?: string): Error {
  return new Error(
    `compile ${name}: the function is not the same at every call: JavaScript makes a changing ` +
      `tensor${shape === undefined ? "" : ` [${shape.join(", ")}]`} in it` +
      `${operation === undefined ? "" : `, taken by ${operation}`}. Random numbers come from keepMask (dropout of ` +
      "this library does so), everything else that changes is fed",
  );
}
