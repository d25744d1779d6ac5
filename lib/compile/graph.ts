/** Element types of a graph. */
export type ElementType = "float32" | "int32" | "int64" | "uint8" | "bool";

/** One edge of a graph: a tensor that some node, input or constant gives. Shapes are known and fixed. */
export interface Value {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** A smaller value that broadcasts to this one: elementwise operations take it instead. */
  readonly from?: Value;
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

type Numbers = Constant["values"];

const constantKey = (type: ElementType, shape: readonly number[], values: Numbers): string | undefined =>
  values.length > 16 ? undefined : `${type} ${shape.join()} ${values.join()}${Object.is(values[0], -0) ? "-" : ""}`;

/** Builds a graph node by node. Equal small constants are shared. */
export class GraphBuilder implements Graph {
  readonly nodes: GraphNode[] = [];
  readonly inputs: Value[] = [];
  readonly constants: Constant[] = [];
  readonly outputs: Value[] = [];
  readonly #shared = new Map<string, Constant>();
  #count = 0;

  /** Adds an input of the graph. */
  input(name: string, type: ElementType, shape: readonly number[]): Value {
    const value = { name, type, shape };
    this.inputs.push(value);
    return value;
  }

  /** Adds an operation with one output of the given type and shape. */
  node(
    operation: string,
    inputs: readonly Value[],
    { type, shape }: Pick<Value, "type" | "shape">,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    const output = { name: `t${this.#count++}`, type, shape };
    this.nodes.push({ operation, inputs, outputs: [output], attributes });
    return output;
  }

  /** Adds an operation with several outputs. */
  split(
    operation: string,
    inputs: readonly Value[],
    outputs: readonly Pick<Value, "type" | "shape">[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): readonly Value[] {
    const values = outputs.map(({ type, shape }) => ({ name: `t${this.#count++}`, type, shape }));
    this.nodes.push({ operation, inputs, outputs: values, attributes });
    return values;
  }

  /** Adds a constant, or returns the equal one that is there. */
  constant(type: ElementType, shape: readonly number[], values: Numbers): Constant {
    const key = constantKey(type, shape, values);
    const known = key === undefined ? undefined : this.#shared.get(key);
    if (known !== undefined) return known;
    const constant: Constant = { name: `c${this.#count++}`, type, shape, values };
    this.constants.push(constant);
    if (key !== undefined) this.#shared.set(key, constant);
    return constant;
  }

  /** A constant without axes. */
  scalar(type: "float32" | "int32" | "bool", number: number): Constant {
    const kind = type === "float32" ? Float32Array : type === "int32" ? Int32Array : Uint8Array;
    return this.constant(type, [], kind.of(number));
  }

  /** A vector of int64, as shapes, axes and bounds are given in ONNX. */
  integers(numbers: readonly number[]): Constant {
    return this.constant("int64", [numbers.length], BigInt64Array.from(numbers, BigInt));
  }

  /** Makes `value` an output of the graph under a name of its own. */
  output(name: string, value: Value): Value {
    const output = { name, type: value.type, shape: value.shape };
    this.nodes.push({ operation: "Identity", inputs: [value], outputs: [output], attributes: {} });
    this.outputs.push(output);
    return output;
  }
}
