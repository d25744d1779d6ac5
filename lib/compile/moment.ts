import type { Variable } from "../tensors/tf";
import type { Home } from "./resident";
import type { Task } from "./trace/trace";

/** One of an optimizer's numbers for every weight of a variable, wherever its newest values are: zeros at first. */
export class Moment {
  readonly #size: number;
  #home: Home | undefined;
  #version = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** Another number whenever the values have changed; 0 until they are first written. */
  get version(): number {
    return this.#version;
  }

  /** A copy of the newest values. */
  async newest(): Promise<Float32Array> {
    return this.#home?.read() ?? new Float32Array(this.#size);
  }

  /** Says that the values were written in `home`. */
  written(home: Home): void {
    this.#home = home;
    this.#version += 1;
  }

  /**
   * Gives it values from outside, which the next update goes on with.
   * @throws RangeError if there are more or fewer of them than weights
   */
  set(values: Float32Array): void {
    if (values.length !== this.#size) {
      throw new RangeError(`a moment of ${this.#size} weights was given ${values.length} values; as many are accepted`);
    }
    const copy = values.slice();
    this.written({ read: () => copy.slice() });
  }
}

/** The moments of the variables that an optimizer has changed, or is to change. */
export type Moments = Map<Variable, readonly Moment[]>;

const known = new WeakMap<Task, Moments>();

/** The moments of a task, which all of its programs go on with. */
export function momentsOf(task: Task): Moments {
  const moments: Moments = known.get(task) ?? new Map();
  known.set(task, moments);
  return moments;
}

/**
 * The moments of one variable, made at the first call.
 * @throws RangeError if there are others already, by number
 */
export function momentsFor(moments: Moments, variable: Variable, count: number): readonly Moment[] {
  const own = moments.get(variable) ?? Array.from({ length: count }, () => new Moment(variable.size));
  if (own.length !== count) {
    throw new RangeError(`${variable.name} was given ${own.length} moments; the optimizer keeps ${count}`);
  }
  moments.set(variable, own);
  return own;
}

/** The moments are gone with the programs that held them. */
export const forgetMoments = (task: Task): void => void known.delete(task);
