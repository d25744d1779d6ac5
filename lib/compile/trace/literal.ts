import type { Constant, ElementType } from "../graph";

/** Whether all values are the same number; 0 and −0 are not. */
export const isUniform = (values: ArrayLike<number>): boolean => {
  for (let i = 1; i < values.length; i++) if (!Object.is(values[i], values[0])) return false;
  return true;
};

/** The values that JavaScript gave a tensor, in the array that a constant of the graph holds. */
export const numbersOf = (type: ElementType, values: ArrayLike<number>): Constant["values"] =>
  type === "float32" ? Float32Array.from(values) : type === "int32" ? Int32Array.from(values) : Uint8Array.from(values);
