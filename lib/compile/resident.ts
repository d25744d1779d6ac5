import { type DataId, tensor, type Variable } from "../tensors/tf";

/** A place outside of the host that holds a variable's newest values, e.g. a session. */
export interface Home {
  /** A copy of the values, at once. */
  readonly read: () => Float32Array;
}

/**
 * Where the newest values of a variable that compiled functions use are: on the host, or in another home. The variable
 * itself stays an ordinary tf.Variable: looking at it (any operation, data(), save) brings the values over, assigning to
 * it takes them from there. So a step writes weights in place and copies nothing until somebody looks.
 */
export class Resident {
  readonly variable: Variable;
  /** The newest values on the host, if `refresh` was awaited. Written in place by compiled steps. */
  values: Float32Array;
  /** The values were changed in their home since the variable's tensor was made. */
  #newer = false;
  /** The variable was assigned from outside since the values here were taken. */
  #older = true;
  #home: Home | undefined;
  #version = 0;
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
      set: (dataId: DataId) => this.#assigned(dataId),
    });
  }

  /** Another number whenever the values have changed, wherever that was: a copy of an older version is out of date. */
  get version(): number {
    return this.#version;
  }

  /** Whether `refresh` has something to take over. */
  get isOlder(): boolean {
    return this.#older || this.#home !== undefined;
  }

  /** The newest values, wherever they are; not to be written to. */
  async newest(): Promise<Float32Array> {
    if (this.#home !== undefined) return this.#home.read();
    return this.#older ? this.variable.data<"float32">() : this.values;
  }

  /** Brings the newest values to the host, which is their home from then on. */
  async refresh(): Promise<void> {
    if (!this.isOlder) return;
    const version = this.#version;
    const newest = await this.newest();
    if (this.values.length === 0) this.values = new Float32Array(this.variable.size);
    this.values.set(newest);
    if (version !== this.#version) return;
    this.#older = false;
    this.#home = undefined;
  }

  /** Says that the values were written: here, or in another home. */
  written(home?: Home): void {
    this.#newer = true;
    this.#home = home;
    this.#version += 1;
  }

  /** Moves the place on the host to `place`, e.g. into the memory of an optimizer. */
  moveTo(place: Float32Array): void {
    if (place === this.values) return;
    place.set(this.values);
    this.values = place;
  }

  /** Makes the variable's tensor up to date. */
  settle(): void {
    this.#look();
  }

  /** A compiled function begins to use the values. */
  retain(): void {
    this.#users += 1;
  }

  /** A compiled function is done with the values, and `home` is gone; after the last one only the variable is left. */
  release(home?: Home): void {
    this.#users -= 1;
    if (this.#users > 0 && (home === undefined || home !== this.#home)) return;
    if (!this.variable.isDisposed) this.settle();
    [this.#home, this.#older] = [undefined, true];
    if (this.#users <= 0) this.values = new Float32Array(0);
  }

  #assigned(dataId: DataId): void {
    this.#dataId = dataId;
    this.#older = true;
    this.#home = undefined;
    this.#version += 1;
  }

  #look(): DataId {
    if (!this.#newer) return this.#dataId;
    this.#newer = false;
    const [home, version] = [this.#home, this.#version];
    const fresh = tensor(home === undefined ? this.values.slice() : home.read(), this.variable.shape);
    this.variable.assign(fresh);
    fresh.dispose();
    [this.#home, this.#version, this.#older] = [home, version, false]; // to assign what is there changes nothing
    return this.#dataId;
  }
}
