import type { Value } from "../graph";
import type { GraphBuilder } from "../graph-builder";

/** `value` in another shape of the same size; a chain of reshapes is one, and one that changes nothing is none. */
export function reshaped(copy: GraphBuilder, value: Value, shape: readonly number[]): Value {
  const giver = copy.giver(value);
  const source = giver?.operation === "Reshape" ? (giver.inputs[0] as Value) : value;
  if (source.shape.join() === shape.join()) return source;
  const known = copy.constantOf(source);
  if (known !== undefined) return copy.constant(known.type, shape, known.values);
  return copy.reshape(source, shape);
}
