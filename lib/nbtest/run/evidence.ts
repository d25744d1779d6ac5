import type { Kernel } from "../kernel/kernel";
import type { ExpectedError } from "../notebook/expected-error";
import type { Execution } from "./execute";
import type { CellRecord, LateError } from "./recorder";

/** All that a verdict rests on. */
export interface Evidence {
  readonly kernel: Kernel;
  readonly execution: Execution;
  readonly record: CellRecord;
  readonly lateErrors: readonly LateError[];
  /** The error that the cell must raise. */
  readonly raises?: ExpectedError;
  readonly limit: Limit;
}

/** The time that a cell had. */
export interface Limit {
  readonly milliseconds: number;
  /** The notebook's limit, when it comes before the cell's. */
  readonly notebookMs?: number;
}
