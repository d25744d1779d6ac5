import type { HostTensor } from "../tensors/host-tensor";
import type { StepEvent } from "./events";
import { termResult } from "./training-step";

/** The one number of a result without axes. */
const scalarOf = (result: HostTensor | undefined): number => result?.values[0] as number;

/** The sums of an epoch so far. */
export interface EpochState {
  /** Of each term's value times the number of examples. */
  readonly terms: readonly number[];
  readonly loss: number;
  readonly right: number;
  readonly examples: number;
  /** Steps done. */
  readonly step: number;
}

/** Means over the examples of an epoch, gathered step by step. */
export class EpochSums<Name extends string> {
  readonly #epoch: number;
  readonly #names: readonly Name[];
  readonly #terms: Float64Array;
  #loss = 0;
  #right = 0;
  #examples = 0;
  #step = 0;

  /** @param from sums of the same epoch to go on with */
  constructor(epoch: number, names: readonly Name[], from?: EpochState) {
    this.#epoch = epoch;
    this.#names = names;
    this.#terms = Float64Array.from(from?.terms ?? names.map(() => 0));
    if (from !== undefined) {
      ({ loss: this.#loss, right: this.#right, examples: this.#examples, step: this.#step } = from);
    }
  }

  /** All of it, in numbers. */
  get state(): EpochState {
    const terms = [...this.#terms];
    return { terms, loss: this.#loss, right: this.#right, examples: this.#examples, step: this.#step };
  }

  /** Takes in one step's results; returns what is said of the step. */
  add(results: Readonly<Record<string, HostTensor>>, examples: number): StepEvent<Name> {
    const loss = scalarOf(results.loss);
    const values = this.#names.map((name) => scalarOf(results[termResult(name)]));
    values.forEach((value, i) => {
      this.#terms[i]! += value * examples;
    });
    this.#loss += loss * examples;
    this.#right += scalarOf(results.right);
    this.#examples += examples;
    this.#step += 1;
    return {
      kind: "step",
      epoch: this.#epoch,
      step: this.#step,
      loss,
      losses: this.#named(values),
      accuracy: this.#right / this.#examples,
    };
  }

  /** The means so far. */
  get means(): { readonly loss: number; readonly losses: Readonly<Record<Name, number>>; readonly accuracy: number } {
    const count = this.#examples;
    return {
      loss: this.#loss / count,
      losses: this.#named(Array.from(this.#terms, (sum) => sum / count)),
      accuracy: this.#right / count,
    };
  }

  #named(values: readonly number[]): Readonly<Record<Name, number>> {
    return Object.fromEntries(this.#names.map((name, i) => [name, values[i]])) as Record<Name, number>;
  }
}
