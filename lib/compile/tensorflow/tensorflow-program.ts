import { setImmediate } from "node:timers/promises";
import { type HostTensor, sizeOf } from "../../tensors/host-tensor";
import { fillKeepBits } from "../../tensors/keep-bits";
import type { Variable } from "../../tensors/tf";
import type { FirstCall, Program, ProgramCall } from "../engine";
import { type Moment, type Moments, momentsFor } from "../moment";
import type { UpdateRule } from "../optimizer";
import { residentOf } from "../residents";
import type { Task } from "../trace/trace";
import { checkAgainstRecording } from "./check";
import { type Holding, Holdings } from "./holdings";
import type { Library } from "./library";
import type { Recording } from "./record";
import { openSession } from "./session";
import { type StepGraph, stepGraph } from "./step-graph";
import { updateFeeds } from "./update-nodes";

/** What is fed in a call: values, and the masks of its step. */
function feedsOf({ nodes }: StepGraph, { feeds, masks }: Recording): (call: FirstCall) => Record<string, HostTensor> {
  const live = new Set(nodes.map(({ name }) => name));
  const used = [...feeds].filter(([placeholder]) => live.has(placeholder));
  const drawn = masks
    .filter(({ input }) => live.has(input))
    .map((mask) => ({ ...mask, values: new Uint8Array(sizeOf(mask.shape)) }));
  return ({ fed, seed, step }) => {
    const given = used.map(([placeholder, name]): [string, HostTensor] => [placeholder, fed[name] as HostTensor]);
    for (const { values, keep, place, input, shape } of drawn) {
      fillKeepBits(values, { seed: seed as number, place, step, keep });
      given.push([input, { values, shape }]);
    }
    return Object.fromEntries(given);
  };
}

/** What is fed to the optimizer's operations. */
const ratesOf = (rule: UpdateRule | undefined, { step, learningRate }: ProgramCall): Record<string, HostTensor> =>
  rule === undefined || learningRate === undefined
    ? {}
    : Object.fromEntries(
        Object.entries(updateFeeds(rule, { step, learningRate })).map(([name, number]) => [
          name,
          { values: Float32Array.of(number), shape: [] },
        ]),
      );

/** The variables of the session, and its moments, with their keepers. */
function holdingsOf({ variables, moments }: StepGraph, recording: Recording, shared: Moments) {
  const changed = new Set<Variable>([...recording.assigned.keys(), ...moments.keys()]);
  const weights = [...variables].map(([variable, own]): Holding => {
    return { variable: own, keeper: residentOf(variable), isChanged: changed.has(variable) };
  });
  const own = [...moments].flatMap(([variable, each]) => {
    const keepers = momentsFor(shared, variable, each.length);
    return each.map((moment, k): Holding => ({ variable: moment, keeper: keepers[k] as Moment, isChanged: true }));
  });
  return { weights, moments: own };
}

/** Loads a recording as a graph, and tries it on the call that was recorded. */
export async function tensorflowProgram(
  task: Task,
  { binding }: Library,
  recording: Recording,
  first: FirstCall,
  shared: Moments,
): Promise<Program> {
  const rule = task.minimize?.optimizer?.rule;
  const graph = stepGraph(recording, rule);
  const session = openSession(binding, graph.nodes);
  const feeds = feedsOf(graph, recording);
  const held = holdingsOf(graph, recording, shared);
  const [weights, moments] = [new Holdings(session, held.weights), new Holdings(session, held.moments)];
  for (const variable of graph.variables.keys()) residentOf(variable).retain();
  const names = [...recording.results.keys()];
  const results = [...recording.results.values()].map(({ output }) => output);
  const changed = graph.changed === undefined ? [] : [graph.changed];
  const dispose = async (): Promise<void> => {
    for (const [i, variable] of [...graph.variables.keys()].entries()) {
      residentOf(variable).release(weights.home(held.weights[i] as Holding));
    }
    session.dispose();
  };
  try {
    await weights.load();
    checkAgainstRecording(task, recording, (outputs) => session.run(feeds(first), outputs));
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    differentiated: [...recording.gradients.keys()],
    updates: rule !== undefined,
    async run(call) {
      await weights.load();
      await moments.load();
      const wanted = [...call.gradients].map(([variable, target]) => ({
        gradient: recording.gradients.get(variable),
        target,
      }));
      const outputs = [...results, ...changed, ...wanted.map(({ gradient }) => gradient?.output as string)];
      const computed = session.run({ ...feeds(call), ...ratesOf(rule, call) }, outputs);
      weights.written();
      moments.written();
      const rest = computed.slice(results.length + changed.length);
      for (const [i, { target }] of wanted.entries()) target.set((rest[i] as HostTensor).values);
      await setImmediate(); // the call was synchronous: let the process do what waits
      return Object.fromEntries(names.map((name, i) => [name, computed[i] as HostTensor]));
    },
    dispose,
  };
}
