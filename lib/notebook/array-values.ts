import type { Values } from "./tensor-text";

/** Element types as tfjs and NumPy call them. */
const dtypes: Readonly<Record<string, string>> = {
  Float32Array: "float32",
  Float64Array: "float64",
  Int32Array: "int32",
  Uint8Array: "uint8",
  Uint32Array: "uint32",
};

const isNumbers = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) && value.every((item) => typeof item === "number")) ||
  (ArrayBuffer.isView(value) && value.constructor.name in dtypes);

const dtypeOf = (value: object): string => dtypes[value.constructor.name] ?? "number";

/**
 * Numbers, or rows of equally many numbers, with their shape; undefined for anything else.
 * @param shape of flat values; default: as the arrays are nested
 */
export function arrayValues(value: object, shape?: readonly number[]): Values | undefined {
  if (isNumbers(value)) return { values: value, shape: shape ?? [value.length], dtype: dtypeOf(value) };
  if (!Array.isArray(value) || !value.every(isNumbers)) return undefined;
  const columns = value[0]!.length;
  if (value.some((row) => row.length !== columns)) return undefined;
  return { values: value.flatMap((row) => Array.from(row)), shape: [value.length, columns], dtype: dtypeOf(value[0]!) };
}
