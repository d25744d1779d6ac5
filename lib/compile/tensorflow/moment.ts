import type { Home } from "../resident";
import type { Keeper } from "./holdings";

/** A moment of the optimizer, which every program of a compiled function goes on with: zeros until one has written it. */
export class Moment implements Keeper {
  readonly #size: number;
  #home: Home | undefined;
  #version = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get version(): number {
    return this.#version;
  }

  async newest(): Promise<Float32Array> {
    return this.#home?.read() ?? new Float32Array(this.#size);
  }

  written(home: Home): void {
    this.#home = home;
    this.#version += 1;
  }
}
