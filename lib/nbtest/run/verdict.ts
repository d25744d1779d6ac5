import type { Difference } from "../compare/compare-data";
import type { KernelError } from "../kernel/profile";

/** Why a cell failed. */
export type FailureKind =
  | "type error"
  | "runtime error"
  | "late error"
  | "kernel died"
  | "timed out"
  | "output lost"
  | "no answer"
  | "input requested"
  | "no error raised"
  | "another error raised"
  | "kernel restarted"
  | "output differs"
  | "interrupted";

/** A failure, with all that a reader needs to see what went wrong. */
export interface Failure extends KernelError {
  readonly kind: FailureKind;
  /** What to do about it. */
  readonly hint?: string;
  /** The end of what the kernel's process wrote outside the cells, when that may explain the failure. */
  readonly rawOutput?: string;
  /** How its outputs differ from the stored ones. */
  readonly differences?: readonly Difference[];
}

/** How a code cell ended: exactly one of these. */
export type Verdict =
  | { readonly status: "passed" }
  | { readonly status: "failed"; readonly failure: Failure }
  | { readonly status: "timed out"; readonly failure: Failure }
  | { readonly status: "not run"; readonly reason: string }
  | { readonly status: "skipped"; readonly reason: string }
  | { readonly status: "failed as expected"; readonly failure: Failure }
  /** It failed in an earlier attempt, in this way, and passed in the last. */
  | { readonly status: "flaky"; readonly attempts: number; readonly failure: Failure };

/** Whether a notebook in which a cell ended so can still pass. */
export const isGood = ({ status }: Verdict): boolean =>
  status === "passed" || status === "skipped" || status === "failed as expected" || status === "flaky";

/** A failure with no more to tell than its message. */
export const plainFailure = (kind: FailureKind, name: string, message: string): Failure => ({
  kind,
  name,
  message,
  stack: [],
  diagnostics: [],
});
