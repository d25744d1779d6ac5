import { withRandomSource } from "../../tensors/random-source";
import { engine, type Tensor, tidy, type Variable } from "../../tensors/tf";
import type { FeedSpec, Feeds, Results } from "../feeds";
import type { Graph, Value } from "../graph";
import { gradientsOf } from "../loss";
import type { Optimizer } from "../optimizer";
import { optimised } from "../passes/optimise";
import { Lowering } from "./lowering";
import { type MaskSpec, tracingSource } from "./masks";
import { onTraceBackend } from "./switch";
import { traceBackend } from "./trace-backend";
import "./register"; // the kernels that the trace backend has

/** A function of feeds and variables, to be written down as a graph. */
export interface Task {
  /** Who is compiled, for errors. */
  readonly name: string;
  readonly body: (feeds: Feeds) => Results;
  /** Also take the gradient of the result called `loss` for these variables; an engine may run the optimizer itself. */
  readonly minimize?: {
    readonly loss: string;
    readonly variables: readonly Variable[];
    readonly optimizer?: Optimizer;
  };
}

/** A graph, and what its inputs and outputs stand for. */
export interface Traced {
  readonly graph: Graph;
  /** The feeds that the graph uses, by the name of its input. */
  readonly feeds: readonly FeedSpec[];
  readonly masks: readonly MaskSpec[];
  /** The variables that it reads, by the name of its input. */
  readonly variables: readonly { readonly variable: Variable; readonly input: string }[];
  /** The variables that the body assigns, by the name of its output. */
  readonly assigned: readonly { readonly variable: Variable; readonly output: string }[];
  /** The variables that have a gradient, by the name of its output. */
  readonly gradients: readonly { readonly variable: Variable; readonly output: string }[];
  readonly results: readonly string[];
}

/** The input or output of the graph that stands for a feed, or a result, of the function. */
export const feedInput = (name: string): string => `feed ${name}`;
export const resultOutput = (name: string): string => `result ${name}`;

function feedTensors(lowering: Lowering, feeds: readonly FeedSpec[]): Feeds {
  const entries = feeds.map(({ name, type, shape }): [string, Tensor] => {
    const value = lowering.graph.input(feedInput(name), type, shape);
    const info = lowering.tensor(value, type === "uint8" ? "int32" : type);
    return [name, engine().makeTensorFromTensorInfo(info)];
  });
  return Object.fromEntries(entries);
}

/** Runs the body; the results' values are taken at once, before any of its tensors is disposed. */
function written({ name, body, minimize }: Task, feeds: Feeds, lowering: Lowering): Traced["gradients"] {
  const run = (): Results => {
    const results = body(feeds);
    for (const [key, tensor] of Object.entries(results)) {
      lowering.graph.output(resultOutput(key), lowering.value(tensor, `the result "${key}" of ${name}`));
    }
    return results;
  };
  if (minimize === undefined) {
    run();
    return [];
  }
  const gradients = gradientsOf(name, minimize, run);
  return minimize.variables.flatMap((variable, i) => {
    const gradient = gradients[variable.name];
    if (gradient === undefined || gradient === null) return [];
    const output = `gradient ${i}`;
    lowering.graph.output(output, lowering.value(gradient, `the gradient of ${variable.name}`));
    return [{ variable, output }];
  });
}

/** Writes one call of the task down as a graph, for feeds of the given types and shapes. Nothing is computed. */
export function trace(task: Task, feeds: readonly FeedSpec[]): Traced {
  return onTraceBackend(task.name, (before) => {
    const lowering = new Lowering(before);
    const masks: MaskSpec[] = [];
    traceBackend.lowering = lowering;
    const source = tracingSource(lowering, masks);
    const assigned: { variable: Variable; output: string }[] = [];
    const gradients = tidy(() => {
      let found: Traced["gradients"] = [];
      withRandomSource(source, () => {
        found = written(task, feedTensors(lowering, feeds), lowering);
      });
      for (const [dataId, variable] of before) {
        if (variable.dataId === dataId) continue;
        const output = `assigned ${assigned.length}`;
        lowering.graph.output(output, lowering.value(variable, `the assignment to ${variable.name}`));
        assigned.push({ variable, output });
      }
      return found as never;
    }) as Traced["gradients"];
    const graph = optimised(lowering.graph);
    const isInput = new Set(graph.inputs.map(({ name }) => name));
    const isRead = ([, value]: [Variable, Value]): boolean => isInput.has(value.name);
    return {
      graph,
      feeds: feeds.filter(({ name }) => isInput.has(feedInput(name))),
      masks: masks.filter(({ input }) => isInput.has(input)),
      variables: [...lowering.variablesRead].filter(isRead).map(([variable, { name }]) => ({ variable, input: name })),
      assigned,
      gradients,
      results: lowering.graph.outputs.map(({ name }) => name).filter((name) => name.startsWith(resultOutput(""))),
    };
  });
}
