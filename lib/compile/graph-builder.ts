import type { Attribute, Constant, ElementType, Graph, GraphNode, Value } from "./graph";

type Numbers = Constant["values"];

const signed = (number: number | bigint): string => (Object.is(number, -0) ? "-0" : String(number));

const constantKey = (type: ElementType, shape: readonly number[], values: Numbers): string | undefined =>
  values.length > 16
    ? undefined
    : `${type} ${shape.join()} ${Array.from<number | bigint, string>(values, signed).join()}`;

/** The smallest text that tells two operations apart, as every operation is pure. */
const operationKey = (
  operation: string,
  inputs: readonly Value[],
  shape: readonly number[],
  attributes: unknown,
): string => `${operation} ${inputs.map(({ name }) => name).join()} [${shape.join()}] ${JSON.stringify(attributes)}`;

/** Builds a graph node by node. Equal small constants are shared, and so are equal operations on equal inputs. */
export class GraphBuilder implements Graph {
  readonly nodes: GraphNode[] = [];
  readonly inputs: Value[] = [];
  readonly constants: Constant[] = [];
  readonly outputs: Value[] = [];
  readonly #shared = new Map<string, Constant>();
  readonly #operations = new Map<string, Value>();
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
    const key = operationKey(operation, inputs, shape, attributes);
    const known = this.#operations.get(key);
    if (known !== undefined) return known;
    const output = { name: `t${this.#count++}`, type, shape };
    this.nodes.push({ operation, inputs, outputs: [output], attributes });
    this.#operations.set(key, output);
    return output;
  }

  /** Adds an operation with several outputs. */
  nodeWithOutputs(
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
