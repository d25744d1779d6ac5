import type { HostValues } from "../../tensors/host-tensor";
import type { DataType } from "../../tensors/tf";
import { TENSORFLOW_TYPE } from "./binding";
import type { AttributeValue, NodeDef } from "./graph-def";

const { float32 } = TENSORFLOW_TYPE;

/** The operations of one graph, as they are added. */
export class NodeList {
  readonly nodes: NodeDef[];

  readonly #prefix: string;

  /** @param prefix of the names that are numbered */
  constructor(nodes: readonly NodeDef[] = [], prefix = "") {
    this.nodes = [...nodes];
    this.#prefix = prefix;
  }

  /** Adds an operation; its name, which stands for its first output, is numbered where none is given. */
  node(
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, AttributeValue>> = {},
    name = `${this.#prefix}${operation}_${this.nodes.length}`,
  ): string {
    this.nodes.push({ name, operation, inputs, attributes });
    return name;
  }

  /** Adds a place for what is fed. */
  placeholder(name: string, type: number, shape: readonly number[]): string {
    return this.node("Placeholder", [], { dtype: { type }, shape: { shape } }, name);
  }

  /** Adds values known when the graph is made. */
  constant(type: number, shape: readonly number[], values: HostValues): string {
    return this.node("Const", [], { dtype: { type }, value: { tensor: { type, shape, values: values.slice() } } });
  }

  /** Adds a float32 without axes. */
  scalar(number: number): string {
    return this.constant(float32, [], Float32Array.of(number));
  }

  /** Adds the handle of a float32 variable of the session. */
  variable(name: string, shape: readonly number[]): string {
    return this.node(
      "VarHandleOp",
      [],
      { dtype: { type: float32 }, shape: { shape }, shared_name: { string: name } },
      name,
    );
  }

  /** Adds a read of a variable. */
  read(handle: string): string {
    return this.node("ReadVariableOp", [handle], { dtype: { type: float32 } }, `${handle}/read`);
  }

  /**
   * Adds what gives a variable values from the host: feed `${handle}/values`, fetch the name returned. The values are
   * copied, because the fed memory is JavaScript's.
   */
  load(handle: string, shape: readonly number[]): string {
    const fed = this.placeholder(`${handle}/values`, float32, shape);
    const copied = this.node("DeepCopy", [fed], { T: { type: float32 } });
    return this.signal(`${handle}/loaded`, [this.assign(handle, copied, [])]);
  }

  /** Adds the assignment of a value to a variable, once everything in `after` was run. */
  assign(handle: string, value: string, after: readonly string[]): string {
    const inputs = [handle, value, ...after.map((each) => `^${each}`)];
    return this.node("AssignVariableOp", inputs, { dtype: { type: float32 } });
  }

  /** Adds a name of its own for an output of type `from`, in the type that a tensor of tfjs has. */
  result(name: string, output: string, from: number, dtype: DataType): string {
    const to = TENSORFLOW_TYPE[dtype as "float32" | "int32" | "bool"];
    if (from === to) return this.node("Identity", [output], { T: { type: from } }, name);
    return this.node("Cast", [output], { SrcT: { type: from }, DstT: { type: to } }, name);
  }

  /** Adds something to fetch whose value says nothing but that all of `done` were run. */
  signal(name: string, done: readonly string[]): string {
    const value = { tensor: { type: float32, shape: [], values: Float32Array.of(1) } };
    const after = done.map((each) => `^${each}`);
    return this.node("Const", after, { dtype: { type: float32 }, value }, name);
  }
}
