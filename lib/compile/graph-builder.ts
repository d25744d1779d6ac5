import type { Attribute, Constant, ElementType, Graph, GraphNode, Value } from "./graph";
import { constantKey, operationKey } from "./graph-keys";

/** Builds a graph node by node. Equal small constants are shared, and so are equal operations on equal inputs. */
export class GraphBuilder implements Graph {
  readonly nodes: GraphNode[] = [];
  readonly inputs: Value[] = [];
  readonly constants: Constant[] = [];
  readonly outputs: Value[] = [];
  readonly #shared = new Map<string, Constant>();
  readonly #operations = new Map<string, Value>();
  readonly #givers = new Map<string, GraphNode>();
  readonly #constants = new Map<string, Constant>();
  #count = 0;

  /** The operation that gives a value; undefined for an input or a constant. */
  giver(value: Value): GraphNode | undefined {
    return this.#givers.get(value.name);
  }

  /** The constant that a value is, if it is one. */
  constantOf(value: Value): Constant | undefined {
    return this.#constants.get(value.name);
  }

  /** Adds an input of the graph. */
  input(name: string, type: ElementType, shape: readonly number[]): Value {
    const value = { name, type, shape };
    this.inputs.push(value);
    return value;
  }

  /** The output of an operation that is there already. */
  known(
    operation: string,
    inputs: readonly Value[],
    shape: readonly number[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value | undefined {
    return this.#operations.get(operationKey(operation, inputs, shape, attributes));
  }

  /** Adds an operation with one output of the given type and shape. */
  node(
    operation: string,
    inputs: readonly Value[],
    { type, shape }: Pick<Value, "type" | "shape">,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): Value {
    const known = this.known(operation, inputs, shape, attributes);
    if (known !== undefined) return known;
    const output = { name: `t${this.#count++}`, type, shape };
    this.#add({ operation, inputs, outputs: [output], attributes });
    this.#operations.set(operationKey(operation, inputs, shape, attributes), output);
    return output;
  }

  /** Adds the same elements in another shape of the same size. */
  reshape(value: Value, shape: readonly number[]): Value {
    // Without the flag an extent of 0 would be that of the value.
    const attributes = shape.includes(0) ? { allowzero: 1 } : {};
    return this.node("Reshape", [value, this.integers(shape)], { type: value.type, shape }, attributes);
  }

  /** Adds an operation with several outputs. */
  nodeWithOutputs(
    operation: string,
    inputs: readonly Value[],
    outputs: readonly Pick<Value, "type" | "shape">[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): readonly Value[] {
    const values = outputs.map(({ type, shape }) => ({ name: `t${this.#count++}`, type, shape }));
    this.#add({ operation, inputs, outputs: values, attributes });
    return values;
  }

  /** Adds a constant, or returns the equal one that is there. */
  constant(type: ElementType, shape: readonly number[], values: Constant["values"]): Constant {
    const key = constantKey(type, shape, values);
    const known = key === undefined ? undefined : this.#shared.get(key);
    if (known !== undefined) return known;
    const constant: Constant = { name: `c${this.#count++}`, type, shape, values };
    this.constants.push(constant);
    this.#constants.set(constant.name, constant);
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
    this.#add({ operation: "Identity", inputs: [value], outputs: [output], attributes: {} });
    this.outputs.push(output);
    return output;
  }

  #add(node: GraphNode): void {
    this.nodes.push(node);
    for (const { name } of node.outputs) this.#givers.set(name, node);
  }
}
