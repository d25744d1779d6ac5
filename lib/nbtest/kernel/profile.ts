import { type JsonRecord, textOf } from "../wire/message";
import type { KernelSpec } from "./kernel-spec";
import { defaultProfile } from "./profiles/default";
import { tslabProfile, unmendedTslabProfile } from "./profiles/tslab";

/** A place in a cell's source, with what is wrong there. */
export interface Diagnostic {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  /** Set when the place is not in the cell but in this file. */
  readonly file?: string;
}

/** An error as a kernel told it. */
export interface KernelError {
  /** Name of its type, e.g. `TypeError`. */
  readonly name: string;
  readonly message: string;
  /** Frames of the stack that concern the user, one per line. */
  readonly stack: readonly string[];
  /** Places in the cell's source, when the kernel gives them. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many of the last messages on stderr say just this: a report that shows the error need not show them. */
  readonly stderrMessages?: number;
}

/** What differs between kernels beyond the protocol. */
export interface KernelProfile {
  readonly name: string;
  /** From how many messages of a cell on the kernel may drop some without a sign; undefined if it does not. */
  readonly losesFrom?: number;
  /** True if a cell has nothing to run: such a cell is not sent. */
  isBlank(code: string): boolean;
  /** Why the kernel would answer "ok" without running this code; undefined if it would run it. */
  refusalOf(code: string): string | undefined;
  /** The error in what a failed cell wrote to stderr, for kernels that send no `error` message. */
  errorFrom(stderr: readonly string[], code: string): KernelError | undefined;
  /** The error in one piece of stderr that fails a cell although the kernel's reply was "ok". */
  lateErrorFrom(stderr: string, code: string): KernelError | undefined;
}

/**
 * The profile of a kernel.
 *
 * @param info - content of its `kernel_info_reply`; a kernelspec may hide behind a script which kernel it starts.
 */
export function profileOf(spec: KernelSpec, info: JsonRecord): KernelProfile {
  if (spec.program !== undefined) return tslabProfile;
  const isTslab =
    /^[tj]slab$/.test(textOf(info.implementation)) ||
    spec.argv.some((argument) => /(^|[\\/])tslab(\.cmd)?$/.test(argument));
  return isTslab ? unmendedTslabProfile : defaultProfile;
}
