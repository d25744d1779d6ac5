import type { HostTensor, HostValues } from "../../tensors/host-tensor";
import { eagerSource } from "../../tensors/keep-bits";
import { withRandomSource } from "../../tensors/random-source";
import { getBackend, keep, type NamedTensorMap, type Tensor, tensor, tidy, variableGrads } from "../../tensors/tf";
import type { Engine, Program, ProgramCall } from "../engine";
import type { FeedSpec, Feeds, Results } from "../feeds";
import { lossOf, type Task } from "../trace/trace";

/** What one eager run leaves behind; its owner disposes of it. */
interface Outcome {
  readonly results: Results;
  readonly gradients: NamedTensorMap;
}

const tensorOf = ({ values, shape }: HostTensor): Tensor =>
  values instanceof Float32Array
    ? tensor(values, [...shape], "float32")
    : tensor(Int32Array.from(values), [...shape], "int32");

function computed({ name, body, minimize }: Task, feeds: Feeds): Outcome {
  if (minimize === undefined) return { results: body(feeds), gradients: {} };
  let results: Results = {};
  const { grads } = variableGrads(() => {
    results = Object.fromEntries(Object.entries(body(feeds)).map(([key, value]) => [key, keep(value.clone())]));
    return lossOf(name, results, minimize.loss);
  }, [...minimize.variables]);
  return { results, gradients: grads };
}

async function hostTensor(value: Tensor): Promise<HostTensor> {
  const values = (await value.data()).slice() as HostValues;
  return { values, shape: value.shape };
}

async function runEagerly(
  task: Task,
  feeds: readonly FeedSpec[],
  call: ProgramCall,
): Promise<Record<string, HostTensor>> {
  const { seed, step } = call;
  let outcome: Outcome = { results: {}, gradients: {} };
  tidy(() => {
    const fed = Object.fromEntries(feeds.map(({ name }) => [name, tensorOf(call.fed[name] as HostTensor)]));
    const run = (): Outcome => computed(task, fed);
    outcome = seed === undefined ? run() : withRandomSource(eagerSource(seed, step), run);
    for (const value of [...Object.values(outcome.results), ...Object.values(outcome.gradients)]) keep(value);
  });
  for (const [variable, target] of call.gradients) {
    const gradient = outcome.gradients[variable.name];
    if (gradient !== undefined) target.set(await gradient.data<"float32">());
  }
  const results: Record<string, HostTensor> = {};
  for (const [key, value] of Object.entries(outcome.results)) results[key] = await hostTensor(value);
  for (const value of new Set([...Object.values(outcome.results), ...Object.values(outcome.gradients)]))
    value.dispose();
  return results;
}

/** TensorFlow.js itself, operation by operation: slow, and the oracle of the other engines. */
export const eagerEngine = (): Engine => ({
  name: "eager",
  description: `TensorFlow.js, operation by operation, on ${getBackend()}`,
  plain: true,
  async prepare(task, feeds): Promise<Program> {
    return {
      differentiated: task.minimize?.variables ?? [],
      run: (call) => runEagerly(task, feeds, call),
      dispose: async () => {},
    };
  },
});
