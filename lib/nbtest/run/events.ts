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
  readonly outputs: readonly Output[];
}

/** How a notebook went. */
export interface NotebookResult {
  readonly notebook: Notebook;
  readonly passed: boolean;
  /** Every code cell, in order. */
  readonly cells: readonly CellResult[];
  readonly milliseconds: number;
  /** Text of the executed notebook: outputs, and constants as they were run. */
  readonly executed: string;
  /** Set when no kernel could be started. */
  readonly startError?: { readonly message: string; readonly rawOutput: string };
}

/** What happens while a notebook runs; reporters are made of these and of nothing else. */
export type RunEvent = { readonly notebook: Notebook } & (
  | { readonly kind: "notebookStart"; readonly kernel: string; readonly codeCells: number }
  | { readonly kind: "cellStart"; readonly cell: Cell; readonly number: number }
  | { readonly kind: "output"; readonly cell: Cell; readonly number: number; readonly message: Message }
  | { readonly kind: "cellEnd"; readonly result: CellResult }
  | { readonly kind: "notebookEnd"; readonly result: NotebookResult }
);

/** Receives events, one at a time and in order. */
export type Reporter = (event: RunEvent) => void;
