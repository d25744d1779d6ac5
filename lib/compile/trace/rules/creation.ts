import type { DataType } from "../../../tensors/tf";
import { elementType } from "../lowering";
import { type Rule, type Rules, result } from "../rule";

const fill: Rule = (call) => {
  const { value, shape, dtype } = call.attributes;
  const type = elementType((dtype ?? "float32") as DataType);
  return result(call, call.lowering.filled(Number(value), type, shape as number[]));
};

/** Counts down by 1 where tfjs does: from a higher start to a lower stop with the step left at 1. */
const range: Rule = (call) => {
  const [start, stop, given] = [call.attributes.start, call.attributes.stop, call.attributes.step].map(Number) as [
    number,
    number,
    number,
  ];
  const step = stop < start && given === 1 ? -1 : given;
  const length = Math.max(0, Math.ceil((stop - start) / step));
  const numbers = Array.from({ length }, (_, i) => start + i * step);
  const { graph } = call.lowering;
  return result(
    call,
    call.attributes.dtype === "int32"
      ? graph.constant("int32", [length], Int32Array.from(numbers))
      : graph.constant("float32", [length], Float32Array.from(numbers)),
  );
};

/** Step by step in float32, as tfjs does. */
const linSpace: Rule = (call) => {
  const { start, stop, num } = call.attributes as Record<"start" | "stop" | "num", number>;
  const numbers = new Float32Array(num).fill(start);
  for (let i = 1; i < num; i++) numbers[i] = (numbers[i - 1] as number) + (stop - start) / (num - 1);
  return result(call, call.lowering.graph.constant("float32", [num], numbers));
};

/** Operations that make a tensor from numbers alone. */
export const creationRules: Rules = { Fill: fill, Range: range, LinSpace: linSpace };
