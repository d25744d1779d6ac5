import {
  type BackendValues,
  type DataId,
  type DataType,
  KernelBackend,
  registerBackend,
  type TensorInfo,
} from "../../tensors/tf";
import type { Lowering } from "./lowering";

/** What the backend knows of a tensor: its values if JavaScript made it inside the function, and how often it is held. */
interface Entry {
  readonly values: ArrayLike<number> | undefined;
  holders: number;
}

export const TRACE_BACKEND = "dark-knowledge-trace";

/**
 * A TensorFlow.js backend whose tensors have a shape and no values: running a function on it writes the function down.
 * The rules (trace/rules) are its kernels; `lowering` is where they write to, set for the time of one trace.
 */
export class TraceBackend extends KernelBackend {
  lowering: Lowering | undefined;
  readonly #entries = new Map<DataId, Entry>();

  override write(values: BackendValues | undefined | null, _shape: number[], _dtype: DataType): DataId {
    const dataId = {};
    this.#entries.set(dataId, { values: (values ?? undefined) as ArrayLike<number> | undefined, holders: 1 });
    return dataId;
  }

  /** The values of a tensor that JavaScript made inside the function; undefined for a traced one. */
  literal(dataId: DataId): ArrayLike<number> | undefined {
    return this.#entries.get(dataId)?.values;
  }

  /** A tensor without values, for the output of a rule. */
  tensor(shape: readonly number[], dtype: DataType): TensorInfo {
    return { dataId: this.write(undefined, [...shape], dtype), shape: [...shape], dtype };
  }

  override disposeData(dataId: DataId, force?: boolean): boolean {
    const entry = this.#entries.get(dataId);
    if (entry === undefined) return true;
    entry.holders--;
    if (!force && entry.holders > 0) return false;
    this.#entries.delete(dataId);
    return true;
  }

  override incRef(dataId: DataId): void {
    const entry = this.#entries.get(dataId);
    if (entry !== undefined) entry.holders++;
  }

  override refCount(dataId: DataId): number {
    return this.#entries.get(dataId)?.holders ?? 0;
  }

  override numDataIds(): number {
    return this.#entries.size;
  }

  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7; // that of the cpu backend
  }

  override timerAvailable(): boolean {
    return false;
  }

  override dispose(): void {
    this.#entries.clear();
  }
}

/** The backend's one instance, registered with the lowest priority so that nothing ever chooses it by itself. */
export const traceBackend = new TraceBackend();
registerBackend(TRACE_BACKEND, () => traceBackend, 0);
