import { type Rule, type Rules, result } from "../rule";

const fill: Rule = (call) => {
  const { value, shape, dtype } = call.attributes;
  return result(call, call.lowering.filled(Number(value), (dtype ?? "float32") as "float32", shape as number[]));
};

const range: Rule = (call) => {
  const { start, stop, step, dtype } = call.attributes;
  const length = Math.max(0, Math.ceil((Number(stop) - Number(start)) / Number(step)));
  const numbers = Array.from({ length }, (_, i) => Number(start) + i * Number(step));
  const values = dtype === "int32" ? Int32Array.from(numbers) : Float32Array.from(numbers);
  return result(call, call.lowering.graph.constant(dtype === "int32" ? "int32" : "float32", [length], values));
};

/** Operations that make a tensor from numbers alone. */
export const creationRules: Rules = { Fill: fill, Range: range };
