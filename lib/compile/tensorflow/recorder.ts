import { type DataId, engine, keep, type Tensor, type TensorInfo, type Variable } from "../../tensors/tf";
import { valuesOf } from "../own-data";
import { residentOf } from "../residents";
import { callerPlace } from "../trace/place";
import { type Binding, type HeldTensor, TENSORFLOW_TYPE } from "./binding";
import type { Gatekeeper, Library, NodeBackend } from "./library";
import type { NodeList } from "./node-list";
import { type GraphOutput, RecordingBinding } from "./recording-binding";

const { float32 } = TENSORFLOW_TYPE;

/** A variable: its handle and value in the graph, and the tensor that stands for it in the recording. */
export interface RecordedVariable {
  readonly handle: string;
  readonly read: string;
  readonly tensor: Tensor;
}

/** Knows what every tensor of a function is in the graph that is being recorded, and lets no other tensor in. */
export class Recorder implements Gatekeeper {
  /** What the backend is given for the time of the recording. */
  readonly binding: Binding;
  readonly graph: NodeList;
  /** The variables that the graph has. */
  readonly variables = new Map<Variable, RecordedVariable>();
  readonly #recording: RecordingBinding;
  readonly #backend: NodeBackend;
  readonly #real: Binding;
  readonly #known: ReadonlyMap<DataId, Variable>;
  /** Tensors that JavaScript made inside the function. */
  readonly #made = new WeakSet<DataId>();

  /** @param variables every variable that the function may read, by the data id that it has before */
  constructor({ backend, binding }: Library, variables: ReadonlyMap<DataId, Variable>) {
    this.#recording = new RecordingBinding(binding);
    this.binding = this.#recording.binding;
    this.graph = this.#recording.graph;
    this.#backend = backend;
    this.#real = binding;
    this.#known = variables;
  }

  /** Says that JavaScript made a tensor inside the function. */
  made(dataId: DataId): DataId {
    this.#made.add(dataId);
    return dataId;
  }

  /** A tensor for `held`, which the graph has as `output`. */
  tensor(held: HeldTensor, output: string): Tensor {
    this.#recording.name(held, output);
    return this.#backend.createOutputTensor(held);
  }

  /** What an operation is given for `input`: another tensor if that is a variable. */
  admit(kernel: string, input: TensorInfo): TensorInfo {
    const variable = this.#known.get(input.dataId);
    if (variable !== undefined) return this.variable(variable).tensor;
    if (this.#made.has(input.dataId) || this.#isKnown(input.dataId)) return input;
    throw new Error(
      `compile: the operation ${kernel} at ${callerPlace()} takes a tensor [${input.shape.join(", ")}] that was ` +
        "made outside the function; feed it, make it inside, or hold it in a tf.variable",
    );
  }

  /** Says where a kernel failed, unless a kernel within it has said so. */
  explained(kernel: string, error: unknown): unknown {
    if (!(error instanceof Error) || error.message.startsWith("compile")) return error;
    const message = `compile: the operation ${kernel} at ${callerPlace()} can't be run by TensorFlow: ${error.message}`;
    return new Error(message, { cause: error });
  }

  /** The output that a tensor is in the graph, and the library's tensor. `who` asks, for errors. */
  output(tensor: TensorInfo, who: string): GraphOutput & { readonly id: number } {
    const id = this.#backend.getInputTensorIds([this.admit(who, tensor)])[0] as number;
    return { ...(this.#recording.output(id) as GraphOutput), id };
  }

  /** The variable in the graph. */
  variable(variable: Variable): RecordedVariable {
    const known = this.variables.get(variable);
    if (known !== undefined) return known;
    const { shape } = residentOf(variable).variable; // refuses other types than float32
    const id = this.#real.createTensor(shape, float32, valuesOf(variable));
    const handle = this.graph.variable(`variable${this.variables.size}`, shape);
    const read = this.graph.read(handle);
    const recorded = { handle, read, tensor: keep(this.tensor({ id, shape, dtype: float32 }, read)) };
    this.variables.set(variable, recorded);
    return recorded;
  }

  dispose(): void {
    for (const { tensor } of this.variables.values()) tensor.dispose();
  }

  #isKnown(dataId: DataId): boolean {
    if (engine().state.tensorInfo.get(dataId)?.backend !== this.#backend) return false;
    const { id, values } = this.#backend.tensorMap.get(dataId);
    return values === null && this.#recording.output(id) !== undefined;
  }
}
