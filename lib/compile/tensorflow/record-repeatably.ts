import type { HostTensor } from "../../tensors/host-tensor";
import type { FirstCall } from "../engine";
import { changingFunction } from "../trace/repeatable";
import type { Task } from "../trace/trace";
import { type NodeDef, nodeProto } from "./graph-def";
import type { Library } from "./library";
import { type Recording, record } from "./record";

/** Other values that are as good as the given ones: none is larger, and whole numbers stay labels or indices. */
const otherValues = ({ values, shape }: HostTensor): HostTensor => {
  const reversed = values.slice().reverse();
  return { values: reversed instanceof Float32Array ? reversed.map((value) => value * 0.75) : reversed, shape };
};

/** A call with the same shapes and other numbers. */
export const otherCall = ({ fed, seed, step }: FirstCall): FirstCall => ({
  fed: Object.fromEntries(Object.entries(fed).map(([name, given]) => [name, otherValues(given)])),
  seed,
  step: step + 1,
});

/** The first operation that is not the same in both graphs, and whoever takes it. */
function firstDifference(graph: readonly NodeDef[], other: readonly NodeDef[]) {
  const index = graph.findIndex((node, i) => {
    const twin = other[i];
    return twin === undefined || Buffer.compare(nodeProto(node), nodeProto(twin)) !== 0;
  });
  const changed = graph[index] ?? other[graph.length];
  if (changed === undefined) return undefined;
  return { changed, user: graph.find(({ inputs }) => inputs.includes(changed.name)) };
}

/**
 * Records a task twice, with other feeds, masks and step, and refuses it if the two graphs differ: then JavaScript made
 * something inside the function that changes from call to call, and the graph would repeat one draw for ever.
 * @throws Error naming the operation that takes the changing constant
 */
export function recordRepeatably(task: Task, library: Library, first: FirstCall): Recording {
  const recording = record(task, library, first);
  const difference = firstDifference(recording.nodes, record(task, library, otherCall(first)).nodes);
  if (difference === undefined) return recording;
  const { changed, user } = difference;
  const value = changed.attributes.value;
  const shape = value !== undefined && "tensor" in value ? value.tensor.shape : undefined;
  throw changingFunction(task.name, shape, shape === undefined ? changed.operation : user?.operation);
}
