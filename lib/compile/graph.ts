/** Element types of a graph. */
export type ElementType = "float32" | "int32" | "int64" | "uint8" | "bool";

/** The number that ONNX has for each (onnx.proto, TensorProto.DataType). */
export const ONNX_TYPE: Readonly<Record<ElementType, number>> = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 };

/** One edge of a graph: a tensor that some node, input or constant gives. Shapes are known and fixed. */
export interface Value {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** A smaller value that broadcasts to this one: elementwise operations take it instead. */
  readonly from?: Value;
  /** The value that this is another shape of: a further reshape starts there. */
  readonly origin?: Value;
  /** Set if every element is known to be this number. */
  readonly fill?: number;
}

/** A value known when the graph is made. */
export interface Constant extends Value {
  readonly values: Float32Array | Int32Array | BigInt64Array | Uint8Array;
}

/** An attribute of an operation: a whole number, whole numbers, a float or a text. */
export type Attribute = number | readonly number[] | { readonly float: number } | string;

export interface GraphNode {
  /** The name of an ONNX operation, opset 18. */
  readonly operation: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A graph in the order in which it was built, so that every value is given before it is used. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly inputs: readonly Value[];
  readonly constants: readonly Constant[];
  readonly outputs: readonly Value[];
}
