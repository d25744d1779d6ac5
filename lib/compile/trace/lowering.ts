import { sizeOf } from "../../tensors/host-tensor";
import type { DataId, DataType, TensorInfo, Variable } from "../../tensors/tf";
import { type Attribute, type ElementType, ONNX_TYPE, type Value } from "../graph";
import { GraphBuilder } from "../graph-builder";
import { isUniform, numbersOf } from "./literal";
import { callerPlace } from "./place";
import { traceBackend } from "./trace-backend";

/** The type of a tensor of tfjs inside the graph. */
export function elementType(dtype: DataType): "float32" | "int32" | "bool" {
  if (dtype === "float32" || dtype === "int32" || dtype === "bool") return dtype;
  throw new TypeError(
    `compile: a tensor of type ${dtype} at ${callerPlace()}; float32, int32 and bool can be compiled`,
  );
}

/** `value` in another type; truncated towards zero from float32 to int32, as tfjs does. */
export const converted = (lowering: Lowering, value: Value, type: ElementType): Value =>
  value.type === type ? value : lowering.node("Cast", [value], { type, shape: value.shape }, { to: ONNX_TYPE[type] });

/** Turns the tensors of one traced function into values of one graph. */
export class Lowering {
  readonly graph = new GraphBuilder();
  readonly #values = new Map<DataId, Value>();
  readonly #variables: ReadonlyMap<DataId, Variable>;
  readonly #read = new Map<Variable, Value>();

  /** @param variables every variable that the function may read, by the data id that it has before the trace */
  constructor(variables: ReadonlyMap<DataId, Variable>) {
    this.#variables = variables;
  }

  /** The variables that were read, and the graph's inputs that stand for them. */
  get variablesRead(): ReadonlyMap<Variable, Value> {
    return this.#read;
  }

  /** The value of a tensor, in the tensor's own type. `operation` names who asks, for errors. */
  value(tensor: TensorInfo, operation: string): Value {
    const raw = this.raw(tensor, operation);
    const type = elementType(tensor.dtype);
    if (raw.type === type) return raw;
    const cast = converted(this, raw, type);
    this.#values.set(tensor.dataId, cast);
    return cast;
  }

  /** The value of a tensor as it was fed: pixels are uint8 where tfjs sees int32. */
  raw(tensor: TensorInfo, operation: string): Value {
    const known = this.#values.get(tensor.dataId) ?? this.#variable(tensor.dataId) ?? this.#literal(tensor);
    if (known !== undefined) return known;
    throw new Error(
      `compile: the operation ${operation} at ${callerPlace()} takes a tensor [${tensor.shape.join(", ")}] that was ` +
        "made outside the function; feed it, make it inside, or hold it in a tf.variable",
    );
  }

  /** A tensor that stands for `value`, for the output of a rule. */
  tensor(value: Value, dtype: DataType = value.type as DataType): TensorInfo {
    const tensor = traceBackend.tensor(value.shape, dtype);
    this.#values.set(tensor.dataId, value);
    return tensor;
  }

  /** Adds an operation to the graph. */
  node(
    operation: string,
    inputs: readonly Value[],
    output: Pick<Value, "type" | "shape">,
    attributes?: Readonly<Record<string, Attribute>>,
  ): Value {
    return this.graph.node(operation, inputs, output, attributes);
  }

  /** A tensor of one repeated number: a scalar, spread where somebody needs it in full. */
  filled(number: number, type: "float32" | "int32" | "bool", shape: readonly number[]): Value {
    return this.expand({ ...this.graph.scalar(type, number), fill: number }, shape);
  }

  /** `value` broadcast to `shape`; elementwise operations keep computing with the small one. */
  expand(value: Value, shape: readonly number[]): Value {
    if (value.shape.join() === shape.join()) return value;
    const spread = this.node("Expand", [value, this.graph.integers(shape)], { type: value.type, shape });
    return { ...spread, from: value, ...(value.fill === undefined ? {} : { fill: value.fill }) };
  }

  /** `value` in another shape of the same size. A chain of reshapes is one: each would copy what the function is fed. */
  reshape(value: Value, shape: readonly number[]): Value {
    const origin = value.origin ?? value;
    if (origin.shape.join() === shape.join()) return origin;
    if (value.fill !== undefined && value.from !== undefined) return this.expand(value.from, shape);
    return { ...this.graph.reshape(origin, shape), origin };
  }

  #variable(dataId: DataId): Value | undefined {
    const variable = this.#variables.get(dataId);
    if (variable === undefined) return undefined;
    const value = this.graph.input(`variable${this.#read.size}`, elementType(variable.dtype), variable.shape);
    this.#read.set(variable, value);
    this.#values.set(dataId, value);
    return value;
  }

  #literal({ dataId, shape, dtype }: TensorInfo): Value | undefined {
    const values = traceBackend.literal(dataId);
    if (values === undefined) return undefined;
    const type = elementType(dtype);
    const value =
      sizeOf(shape) > 0 && isUniform(values)
        ? this.filled(Number(values[0]), type, shape)
        : this.graph.constant(type, shape, numbersOf(type, values));
    this.#values.set(dataId, value);
    return value;
  }
}
