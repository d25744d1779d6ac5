import type { RandomSource } from "../../tensors/random-source";
import { engine } from "../../tensors/tf";
import type { Lowering } from "./lowering";

/** One mask that a graph is fed at every step, drawn from (seed, place, step). */
export interface MaskSpec {
  readonly input: string;
  readonly shape: readonly number[];
  readonly keep: number;
  readonly place: string;
}

/** The random source of a trace: every mask becomes an input of the graph, one byte an element. */
export const tracingSource = (lowering: Lowering, masks: MaskSpec[]): RandomSource => ({
  keepMask(shape, keep, place) {
    const input = `mask ${masks.length}`;
    masks.push({ input, shape: [...shape], keep, place });
    const value = lowering.graph.input(input, "uint8", shape);
    return engine().makeTensorFromTensorInfo(lowering.tensor(value, "float32"));
  },
});
