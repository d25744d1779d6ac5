import type { DataType, TensorInfo } from "../../tensors/tf";
import type { Value } from "../graph";
import type { Lowering } from "./lowering";
import { callerPlace } from "./place";

/** One call of a kernel of tfjs: what it was given, and the graph that it is written to. */
export interface KernelCall {
  /** The kernel's name, e.g. "BatchMatMul". */
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly lowering: Lowering;
}

/** How one kernel of tfjs is written in ONNX: infers the shape of its output and adds operations to the graph. */
export type Rule = (call: KernelCall) => TensorInfo | TensorInfo[];

/** The rules of one family, by the kernel's name. */
export type Rules = Readonly<Record<string, Rule>>;

/** The input called `name`, which this kernel always has. */
export function tensorOf({ inputs, kernel }: KernelCall, name: string): TensorInfo {
  const tensor = inputs[name];
  if (tensor === undefined || tensor === null) throw new Error(`compile: ${kernel} came without its input "${name}"`);
  return tensor;
}

/** The value of the input called `name`. */
export const operand = (call: KernelCall, name: string): Value =>
  call.lowering.value(tensorOf(call, name), call.kernel);

/** The value of an input that a kernel may do without. */
export const optionalOperand = (call: KernelCall, name: string): Value | undefined =>
  call.inputs[name] ? operand(call, name) : undefined;

/** A tensor for the output of a rule. */
export const result = ({ lowering }: KernelCall, value: Value, dtype?: DataType): TensorInfo =>
  lowering.tensor(value, dtype);

/** A setting of the kernel that a rule can't write: which, what was given, what is accepted, and where. */
export const refused = ({ kernel }: KernelCall, setting: string, given: unknown, accepted: string): TypeError =>
  new TypeError(
    `compile: ${kernel} with ${setting} = ${String(given)} can't be compiled; accepted: ${accepted}; ` +
      `it is called at ${callerPlace()}`,
  );
