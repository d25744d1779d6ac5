import { type DataId, tensor, type Variable } from "../tensors/tf";

/**
 * The home of a variable that compiled functions use: its newest values are here, on the host. The variable itself
 * stays an ordinary tf.Variable: looking at it (any operation, data(), save) brings the values over, assigning to it
 * takes them from there. So a step writes weights in place and copies nothing until somebody looks.
 */
export class Resident {
  readonly variable: Variable;
  /** The newest values, if `current` was awaited. Written in place by compiled steps. */
  values: Float32Array;
  /** The values were changed here since the variable's tensor was made. */
  #newer = false;
  /** The variable was assigned from outside since the values here were taken. */
  #older = true;
  #dataId: DataId;
  #users = 0;

  constructor(variable: Variable) {
    if (variable.dtype !== "float32") {
      throw new TypeError(`compile: the variable ${variable.name} is ${variable.dtype}; float32 can be compiled`);
    }
    this.variable = variable;
    this.values = new Float32Array(0); // allocated by the first refresh
    this.#dataId = variable.dataId;
    Object.defineProperty(variable, "dataId", {
      configurable: true,
      enumerable: true,
      get: () => this.#look(),
      set: (dataId: DataId) => {
        this.#dataId = dataId;
        this.#older = true;
      },
    });
  }

  /** Whether `refresh` has something to take over. */
  get isOlder(): boolean {
    return this.#older;
  }

  /** Takes over what was assigned to the variable from outside. */
  async refresh(): Promise<void> {
    if (!this.#older) return;
    const assigned = this.#dataId;
    const assignedValues = await this.variable.data<"float32">();
    if (this.values.length === 0) this.values = new Float32Array(this.variable.size);
    this.values.set(assignedValues);
    if (assigned === this.#dataId) this.#older = false;
  }

  /** Says that `values` were written. */
  written(): void {
    this.#newer = true;
  }

  /** Moves the home to `home`, e.g. into the memory of an optimizer. */
  moveTo(home: Float32Array): void {
    if (home === this.values) return;
    home.set(this.values);
    this.values = home;
  }

  /** Makes the variable's tensor up to date. */
  settle(): void {
    this.#look();
  }

  /** A compiled function begins to use the home. */
  retain(): void {
    this.#users += 1;
  }

  /** A compiled function is done with the home; after the last one only the variable's tensor is left. */
  release(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    if (!this.variable.isDisposed) this.settle();
    this.values = new Float32Array(0);
    this.#older = true;
  }

  #look(): DataId {
    if (this.#newer) {
      this.#newer = false;
      const fresh = tensor(this.values.slice(), this.variable.shape);
      this.variable.assign(fresh);
      fresh.dispose();
      this.#older = false;
    }
    return this.#dataId;
  }
}

const residents = new WeakMap<Variable, Resident>();

/** The one home of a variable. */
export function residentOf(variable: Variable): Resident {
  const known = residents.get(variable);
  if (known !== undefined) return known;
  const resident = new Resident(variable);
  residents.set(variable, resident);
  return resident;
}

/** Brings every variable of `variables` that has a home up to date; before a trace, which must not do it midway. */
export function settleAll(variables: Iterable<Variable>): void {
  for (const variable of variables) residents.get(variable)?.settle();
}
