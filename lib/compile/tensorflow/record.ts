import type { HostTensor, HostValues } from "../../tensors/host-tensor";
import { withRandomSource } from "../../tensors/random-source";
import type { DataId, TensorInfo, Variable } from "../../tensors/tf";
import type { FirstCall } from "../engine";
import type { Feeds, Results } from "../feeds";
import { gradientsOf } from "../loss";
import type { MaskSpec } from "../trace/masks";
import { onBackend } from "../trace/switch";
import type { Task } from "../trace/trace";
import type { NodeDef } from "./graph-def";
import { type Library, TENSORFLOW_BACKEND } from "./library";
import { Recorder } from "./recorder";
import { fedTensor, recordingSource, type Studio } from "./recording-feeds";
import { whileRecording } from "./while-recording";

/** Something that the function computed: where it is in the graph, and its values in the recording. */
export interface Computed {
  readonly output: string;
  readonly values: HostValues;
}

/** What an eager run of a function on libtensorflow was, as a graph. */
export interface Recording {
  readonly nodes: readonly NodeDef[];
  /** The names of what is fed, by the name of its placeholder. */
  readonly feeds: ReadonlyMap<string, string>;
  /** Random masks, one byte an element; `input` is the name of the placeholder. */
  readonly masks: readonly MaskSpec[];
  /** Handle and value of every variable that the graph reads or assigns. */
  readonly variables: ReadonlyMap<Variable, { readonly handle: string; readonly read: string }>;
  readonly assigned: ReadonlyMap<Variable, Computed>;
  readonly gradients: ReadonlyMap<Variable, Computed>;
  readonly results: ReadonlyMap<string, Computed>;
}

/** Runs the body, and the gradients of its loss. */
function run(studio: Studio, { name, body, minimize }: Task, feeds: Feeds): Pick<Recording, "results" | "gradients"> {
  const { library, recorder } = studio;
  const results = new Map<string, Computed>();
  const gradients = new Map<Variable, Computed>();
  const computed = (tensor: TensorInfo, who: string) => {
    const { output, type, id } = recorder.output(tensor, who);
    return { output, type, values: library.binding.tensorDataSync(id) };
  };
  const runBody = (): Results => {
    const returned = body(feeds);
    for (const [key, tensor] of Object.entries(returned)) {
      const { output, type, values } = computed(tensor, `the result "${key}" of ${name}`);
      const named = recorder.graph.result(`result${results.size}`, output, type, tensor.dtype);
      results.set(key, { output: named, values });
    }
    return returned;
  };
  if (minimize === undefined) {
    runBody();
    return { results, gradients };
  }
  const found = gradientsOf(name, minimize, runBody);
  for (const variable of minimize.variables) {
    const gradient = found[variable.name];
    if (gradient) recorder.variable(variable);
    if (gradient) gradients.set(variable, computed(gradient, `the gradient of ${variable.name}`));
  }
  return { results, gradients };
}

/** The assignments that the body made. `before` are all variables by the data id that they had. */
function assignments({ library, recorder }: Studio, before: ReadonlyMap<DataId, Variable>): Map<Variable, Computed> {
  const assigned = new Map<Variable, Computed>();
  for (const [dataId, variable] of before) {
    if (variable.dataId === dataId) continue;
    const { output, id } = recorder.output(variable, `the assignment to ${variable.name}`);
    recorder.variable(variable);
    assigned.set(variable, { output, values: library.binding.tensorDataSync(id) });
  }
  return assigned;
}

/**
 * Runs a task once, eagerly on libtensorflow, fed what its first call is fed, and writes down what it did. Nothing is
 * changed by it.
 * @throws Error for a value that is read inside and for a tensor from outside, with operation and place
 */
export function record(task: Task, library: Library, first: FirstCall): Recording {
  return onBackend(TENSORFLOW_BACKEND, task.name, (before) => {
    const recorder = new Recorder(library, before);
    const studio = { library, recorder };
    const masks: MaskSpec[] = [];
    const names = Object.keys(first.fed);
    return whileRecording(studio, () => {
      const feeds = names.map(
        (name, i) => [name, fedTensor(studio, `feed${i}`, first.fed[name] as HostTensor)] as const,
      );
      const source = recordingSource(studio, task.name, first, masks);
      const ran = withRandomSource(source, () => run(studio, task, Object.fromEntries(feeds)));
      const assigned = assignments(studio, before);
      const placeholders = new Map(names.map((name, i) => [`feed${i}`, name]));
      const { graph, variables } = recorder;
      return { ...ran, nodes: graph.nodes, feeds: placeholders, masks, variables, assigned };
    });
  });
}
