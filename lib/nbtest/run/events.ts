import type { Cell, Notebook, Output } from "../notebook/types";
import type { Message } from "../wire/message";
import type { Verdict } from "./verdict";

/** How one code cell went. */
export interface CellResult {
  readonly cell: Cell;
  /** Position among the code cells, from 1. */
  readonly number: number;
  readonly verdict: Verdict;
  readonly milliseconds: number;
  /** The most memory that was resident in the kernel's processes meanwhile; known on Linux. */
  readonly peakBytes?: number;
  readonly outputs: readonly Output[];
}

/** How a notebook went. */
export interface NotebookResult {
  readonly notebook: Notebook;
  readonly passed: boolean;
  /** Every code cell, in order. */
  readonly cells: readonly CellResult[];
  readonly milliseconds: number;
  /** How many times it was run. */
  readonly attempts: number;
  /** Text of the executed notebook: outputs, and constants as they were run. */
  readonly executed: string;
  /** Text of the notebook with those stored outputs renewed that differed, if that was asked for and every cell ran well. */
  readonly updated?: string;
  /** Set when no kernel could be started. */
  readonly startError?: { readonly message: string; readonly rawOutput: string };
}

/** What happens to one notebook. */
export type NotebookEvent = { readonly notebook: Notebook } & (
  | { readonly kind: "notebookStart"; readonly kernel: string; readonly codeCells: number; readonly attempt: number }
  | { readonly kind: "cellStart"; readonly cell: Cell; readonly number: number }
  | { readonly kind: "output"; readonly cell: Cell; readonly number: number; readonly message: Message }
  | { readonly kind: "cellEnd"; readonly result: CellResult }
  /** A cell that ran well has failed after all: when all had run, its outputs differed from the stored ones. */
  | { readonly kind: "cellDiffers"; readonly result: CellResult }
  /** It failed, and will be run again. */
  | { readonly kind: "notebookRetry"; readonly result: NotebookResult }
  | { readonly kind: "notebookEnd"; readonly result: NotebookResult }
  /** Something worth saying, such as where a file was written. */
  | { readonly kind: "note"; readonly text: string }
);

/** What happens while notebooks run; reporters are made of these and of nothing else. */
export type RunEvent =
  | NotebookEvent
  | { readonly kind: "runStart"; readonly notebooks: readonly Notebook[]; readonly parallel: number }
  | { readonly kind: "runEnd"; readonly results: readonly NotebookResult[]; readonly milliseconds: number };

/** Receives events, one at a time and in order; those of notebooks that run at once come between each other. */
export type Reporter = (event: RunEvent) => void;
