import type { Variable } from "../tensors/tf";
import type { Engine, Program } from "./engine";
import { checkFed, type Fed, type Feeds, type Results, type Returned, signatureOf, specsOf } from "./feeds";
import { forgetMoments, momentsOf } from "./moment";
import type { Optimizer } from "./optimizer";
import type { Task } from "./trace/trace";
import { updater } from "./updater";
import { currentEngine } from "./use-engine";

/** What is minimised, over which variables, and how. */
export interface Minimize<R extends Results> {
  /** The name of the result, a scalar. */
  readonly loss: keyof R & string;
  readonly variables: readonly Variable[];
  readonly optimizer: Optimizer;
}

export interface CompileOptions<R extends Results> {
  /** Who it is, for errors; "function" where absent. */
  readonly name?: string;
  /** Where random masks (dropout) are drawn from; needed if the body draws any. */
  readonly seed?: number;
  /** Makes every call a training step: gradients, then the optimizer. */
  readonly minimize?: Minimize<R>;
  /** The engine in force where absent. */
  readonly engine?: Engine;
}

export interface CallOptions {
  /** 1-based count of calls, of which masks and the optimizer's bias correction depend; counted by itself where absent. */
  readonly step?: number;
  /** The optimizer's own where absent. */
  readonly learningRate?: number;
}

/** A compiled function: fed host tensors, it returns host tensors. */
export interface Compiled<F extends Feeds, R extends Results> {
  (fed: Fed<F>, call?: CallOptions): Promise<Returned<R>>;
  /** Frees the graphs. Weights and variables stay. */
  readonly dispose: () => Promise<void>;
}

const NONE: ReadonlyMap<Variable, Float32Array> = new Map();

/**
 * Turns a function written in plain TensorFlow.js into one graph, and every later call into one native call.
 *
 * The body must be a pure function of its feeds and of tf.Variables: nothing random but keepMask, no value read, no
 * branch on a value. For every new set of types and shapes that is fed it is run without values, twice: two graphs that
 * differ show that it isn't pure. Pixels fed as uint8 are int32 inside. Variables that it assigns (moving averages) are
 * assigned.
 *
 * @throws (from the call) Error: a kernel without a rule, a value read inside or a tensor from outside, with operation
 * and place; a variable made inside; a tensor that changes from call to call; a call before the last one was awaited.
 * TypeError: a setting of a kernel that has no rule; random masks without a seed; a loss that is no scalar or reaches no
 * variable
 */
export function compile<F extends Feeds, R extends Results>(
  body: (feeds: F) => R,
  { name = "function", seed, minimize, engine = currentEngine() }: CompileOptions<R> = {},
): Compiled<F, R> {
  const task: Task = { name, body: body as unknown as Task["body"], ...(minimize === undefined ? {} : { minimize }) };
  const programs = new Map<string, Promise<Program>>();
  const update = minimize === undefined ? undefined : updater(name, minimize.optimizer, engine.plain, momentsOf(task));
  let steps = 0;
  let running = false;

  const run = async (fed: Fed<F>, { step = steps + 1, learningRate }: CallOptions = {}): Promise<Returned<R>> => {
    if (running) throw new Error(`compile ${name}: called again before the call before was awaited`);
    checkFed(name, fed);
    running = true;
    try {
      const key = signatureOf(fed);
      const known = programs.get(key) ?? engine.prepare(task, specsOf(fed), { fed, seed, step });
      programs.set(key, known);
      const program = await known.catch((error: unknown) => {
        programs.delete(key);
        throw error;
      });
      steps = step;
      const rate = minimize === undefined ? {} : { learningRate: learningRate ?? minimize.optimizer.learningRate };
      const call = { fed, seed, step, ...rate };
      if (update === undefined || program.updates)
        return (await program.run({ ...call, gradients: NONE })) as Returned<R>;
      const results = await program.run({ ...call, gradients: await update.gradients(program) });
      update.apply({ step, learningRate: rate.learningRate ?? 0 });
      return results as Returned<R>;
    } finally {
      running = false;
    }
  };
  const dispose = async (): Promise<void> => {
    const all = [...programs.values()];
    programs.clear();
    for (const program of all) await (await program).dispose();
    update?.dispose();
    forgetMoments(task);
  };
  const compiled = Object.assign(run, { dispose });
  sources.set(compiled, { task, engine, seed });
  return compiled;
}

/** What a compiled function was made of. */
export interface Source {
  readonly task: Task;
  readonly engine: Engine;
  readonly seed: number | undefined;
}

const sources = new WeakMap<object, Source>();

/** What a compiled function was made of; undefined for any other function. */
export const sourceOf = (compiled: object): Source | undefined => sources.get(compiled);
