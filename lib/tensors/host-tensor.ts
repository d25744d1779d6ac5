/** Element types that a compiled function is fed. `uint8` is seen as an int32 tensor inside the function. */
export type FeedType = "uint8" | "int32" | "float32";

/** Values and a shape on the host, outside any TensorFlow.js backend: what a compiled function is fed and returns. */
export interface HostTensor<Values extends Uint8Array | Int32Array | Float32Array = HostValues> {
  /** Row-major; its length is the product of `shape`. */
  readonly values: Values;
  readonly shape: readonly number[];
}
export type HostValues = Uint8Array | Int32Array | Float32Array;

/** The number of elements of a shape; 1 for a scalar's shape, []. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, extent) => size * extent, 1);

/** The element type of host values. */
export const typeOf = (values: HostValues): FeedType =>
  values instanceof Uint8Array ? "uint8" : values instanceof Int32Array ? "int32" : "float32";

/**
 * Puts values and shape together.
 * @throws RangeError if the number of values is not the product of the shape.
 */
export function hostTensor<Values extends HostValues>(values: Values, shape: readonly number[]): HostTensor<Values> {
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `hostTensor: ${values.length} values were given for the shape [${shape.join(", ")}], which holds ${sizeOf(shape)}`,
    );
  }
  return { values, shape };
}
