import type { Variable } from "../tensors/tf";
import { type Compiled, sourceOf } from "./compile";
import type { Feeds, Results } from "./feeds";
import { momentsFor, momentsOf } from "./moment";
import type { Task } from "./trace/trace";

/** The moments of each variable that an optimizer keeps, e.g. Adam's m and v: copies, as long as the variable. */
export type OptimizerState = ReadonlyMap<Variable, readonly Float32Array[]>;

function taskOf(compiled: object): Task {
  const source = sourceOf(compiled);
  if (source?.task.minimize !== undefined) return source.task;
  throw new TypeError("optimizer state: the function was not made by compile with minimize; such a one is accepted");
}

/** The optimizer's moments after the last call of a compiled training step; empty before the first one. */
export async function optimizerState<F extends Feeds, R extends Results>(
  step: Compiled<F, R>,
): Promise<OptimizerState> {
  const state = new Map<Variable, readonly Float32Array[]>();
  for (const [variable, moments] of momentsOf(taskOf(step))) {
    state.set(variable, await Promise.all(moments.map((moment) => moment.newest())));
  }
  return state;
}

/**
 * Has the next call of a compiled training step go on with these moments.
 * @throws RangeError if a moment has more or fewer values than its variable
 */
export function setOptimizerState<F extends Feeds, R extends Results>(
  step: Compiled<F, R>,
  state: OptimizerState,
): void {
  const moments = momentsOf(taskOf(step));
  for (const [variable, values] of state) {
    for (const [k, moment] of momentsFor(moments, variable, values.length).entries()) {
      moment.set(values[k] as Float32Array);
    }
  }
}
