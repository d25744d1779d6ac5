import type { HostValues } from "../../tensors/host-tensor";
import { callerPlace } from "../trace/place";
import { ATTRIBUTE_KIND, type Binding, type HeldTensor, type OperationAttribute } from "./binding";
import type { AttributeValue } from "./graph-def";
import { NodeList } from "./node-list";

const KINDS = Object.fromEntries(Object.entries(ATTRIBUTE_KIND).map(([kind, number]) => [number, kind]));

/** Operations whose kernel leaves their type out, or says another one, which only eager execution overlooks. */
const TYPE_OF_FIRST = new Set(["ExpandDims", "Mean"]);

/** An attribute as the graph has it. */
function attributeValue({ name, type, value }: OperationAttribute): AttributeValue {
  const kind = KINDS[type];
  if (kind === undefined) throw new TypeError(`compile: the attribute ${name} is of the unknown kind ${type}`);
  const one = (each: unknown): AttributeValue => ({ [kind]: each }) as unknown as AttributeValue;
  return Array.isArray(value) && kind !== "shape" ? { list: value.map(one) } : one(value);
}

/** An output of an operation of the graph. */
export interface GraphOutput {
  readonly output: string;
  /** One of `TENSORFLOW_TYPE`. */
  readonly type: number;
}

/**
 * Writes down what reaches libtensorflow: `binding` does what the real one does, and adds each operation and each
 * constant to `graph`.
 */
export class RecordingBinding {
  readonly graph = new NodeList();
  readonly binding: Binding;
  readonly #real: Binding;
  readonly #outputs = new Map<number, GraphOutput>();

  constructor(real: Binding) {
    this.#real = real;
    this.binding = Object.create(real, {
      createTensor: { value: this.#createTensor.bind(this) },
      executeOp: { value: this.#executeOp.bind(this) },
    });
  }

  /** Says what a tensor of the library is in the graph. */
  name(held: HeldTensor, output: string): void {
    this.#outputs.set(held.id, { output, type: held.dtype });
  }

  /** What a tensor of the library is in the graph; undefined for one from outside. */
  output(id: number): GraphOutput | undefined {
    return this.#outputs.get(id);
  }

  #createTensor(shape: readonly number[], type: number, values: HostValues): number {
    if (!ArrayBuffer.isView(values)) {
      throw new TypeError(
        `compile: a tensor of type string at ${callerPlace()}; float32, int32 and bool can be compiled`,
      );
    }
    const id = this.#real.createTensor(shape, type, values);
    this.#outputs.set(id, { output: this.graph.constant(type, shape, values), type });
    return id;
  }

  #executeOp(
    operation: string,
    attributes: readonly OperationAttribute[],
    inputs: readonly number[],
    count: number,
  ): readonly HeldTensor[] {
    const given = inputs.map((id) => this.#outputs.get(id)?.output);
    if (given.includes(undefined)) {
      throw new Error(
        `compile: the operation ${operation} at ${callerPlace()} takes a tensor made outside the function`,
      );
    }
    const held = this.#real.executeOp(operation, attributes, inputs, count);
    const values = Object.fromEntries(attributes.map((each) => [each.name, attributeValue(each)]));
    if (TYPE_OF_FIRST.has(operation)) values.T = { type: this.#outputs.get(inputs[0] as number)?.type as number };
    const node = this.graph.node(operation, given as string[], values);
    for (const [k, each] of held.entries()) this.name(each, k === 0 ? node : `${node}:${k}`);
    return held;
  }
}
