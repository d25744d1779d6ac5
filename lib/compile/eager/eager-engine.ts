import type { HostTensor, HostValues } from "../../tensors/host-tensor";
import { sizeOf } from "../../tensors/host-tensor";
import { eagerSource } from "../../tensors/keep-bits";
import { withRandomSource } from "../../tensors/random-source";
import {
  dispose,
  getBackend,
  keep,
  type NamedTensorMap,
  type Tensor,
  tensor,
  tidy,
  type Variable,
} from "../../tensors/tf";
import type { Engine, Program, ProgramCall } from "../engine";
import type { FeedSpec, Results } from "../feeds";
import { withVariablesHeld } from "../held-variables";
import { gradientsOf } from "../loss";
import { forgetTape } from "../tape";
import type { Task } from "../trace/trace";

/** What one eager run leaves behind; its owner disposes of it. */
interface Outcome {
  readonly results: Results;
  readonly gradients: NamedTensorMap;
}

const tensorOf = ({ values, shape }: HostTensor): Tensor =>
  values instanceof Float32Array
    ? tensor(values, [...shape], "float32")
    : tensor(Int32Array.from(values), [...shape], "int32");

/** Results are copies: the body may return a feed or a variable. */
function computed({ name, body, minimize }: Task, fed: ProgramCall["fed"]): Outcome {
  const results: Record<string, Tensor> = {};
  const run = (): Results => {
    const given = Object.fromEntries(Object.entries(fed).map(([key, value]) => [key, tensorOf(value)]));
    for (const [key, value] of Object.entries(body(given))) results[key] = keep(value.clone());
    return results;
  };
  try {
    return tidy(() => {
      if (minimize === undefined) return { results: run(), gradients: {} };
      const gradients = gradientsOf(name, minimize, run);
      for (const gradient of Object.values(gradients)) if (gradient) keep(gradient);
      return { results, gradients };
    }) as unknown as Outcome;
  } catch (error) {
    dispose(results);
    forgetTape();
    throw error;
  }
}

function computedAt(task: Task, { fed, seed, step }: Omit<ProgramCall, "gradients">): Outcome {
  const run = (): Outcome => computed(task, fed);
  return seed === undefined ? run() : withRandomSource(eagerSource(seed, step), run);
}

/** The variables that the loss reaches, from a run on zeros that changes nothing. */
function reached(task: Task, feeds: readonly FeedSpec[]): readonly Variable[] {
  if (task.minimize === undefined) return [];
  const zeros = feeds.map(({ name, type, shape }): [string, HostTensor] => {
    const size = sizeOf(shape);
    return [name, { values: type === "float32" ? new Float32Array(size) : new Int32Array(size), shape }];
  });
  const outcome = withVariablesHeld(() => computedAt(task, { fed: Object.fromEntries(zeros), seed: 0, step: 1 }));
  const variables = task.minimize.variables.filter(({ name }) => outcome.gradients[name]);
  dispose([outcome.results, outcome.gradients] as never);
  return variables;
}

async function runEagerly(task: Task, call: ProgramCall): Promise<Record<string, HostTensor>> {
  const { results, gradients } = computedAt(task, call);
  try {
    for (const [variable, target] of call.gradients) {
      const gradient = gradients[variable.name];
      if (gradient) target.set(await gradient.data<"float32">());
    }
    const read = Object.entries(results).map(async ([key, value]): Promise<[string, HostTensor]> => {
      return [key, { values: (await value.data()).slice() as HostValues, shape: value.shape }];
    });
    return Object.fromEntries(await Promise.all(read));
  } finally {
    dispose([results, gradients] as never);
  }
}

/** TensorFlow.js itself, operation by operation: slow, and the oracle of the other engines. */
export const eagerEngine = (): Engine => ({
  name: "eager",
  description: `TensorFlow.js, operation by operation, on ${getBackend()}`,
  plain: true,
  async prepare(task, feeds): Promise<Program> {
    return {
      differentiated: reached(task, feeds),
      updates: false,
      run: (call) => runEagerly(task, call),
      dispose: async () => {},
    };
  },
});
