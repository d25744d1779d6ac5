import { type CellChoice, cellsLeftOut } from "../notebook/choose-cells";
import { directivesOf } from "../notebook/directives";
import type { ExpectedError } from "../notebook/expected-error";
import { notebookSettingsOf } from "../notebook/notebook-settings";
import { type Parameters, withParameters } from "../notebook/sizes";
import type { Cell, Notebook } from "../notebook/types";

/** What is to be done with one code cell. */
export interface CellPlan {
  /** The cell, with constants as they are to run. */
  readonly cell: Cell;
  /** Position among the code cells, from 1. */
  readonly number: number;
  /** Why it is not run. */
  readonly skip?: string;
  /** The error that it must raise. */
  readonly raises?: ExpectedError;
  readonly timeoutMs: number;
}

/** What is to be done with a notebook's code cells. */
export interface NotebookPlan {
  readonly cells: readonly CellPlan[];
  /** For all cells together. */
  readonly notebookTimeoutMs: number;
}

/** What is asked for all notebooks. */
export interface PlanOptions {
  /** Values for a notebook's constants, in place of its own. */
  readonly parameters?: Parameters;
  readonly choice?: CellChoice;
  /** For each cell, where neither it nor its notebook says otherwise. */
  readonly timeoutMs: number;
  /** For all cells of a notebook, where it does not say otherwise; default: none. */
  readonly notebookTimeoutMs?: number;
}

/**
 * Plans a notebook's run: what its cells' tags and comments, its metadata and the options say together, the nearest first.
 *
 * @throws NotebookError if one of them is wrong, or does not fit the notebook.
 */
export function planCells(notebook: Notebook, options: PlanOptions): NotebookPlan {
  const { parameters = {}, choice = { cells: [] } } = options;
  const settings = notebookSettingsOf(notebook);
  const leftOut = cellsLeftOut(notebook, choice);
  const constants = Object.keys(parameters).length === 0 ? undefined : withParameters(notebook, parameters);
  const code = notebook.cells.filter(({ type }) => type === "code");
  const cells = code.map((cell, place): CellPlan => {
    const { skip = leftOut.get(cell), raises, timeoutMs } = directivesOf(cell, `${notebook.path}: cell ${place + 1}`);
    return {
      cell: cell.index === constants?.index ? { ...cell, source: constants.source } : cell,
      number: place + 1,
      ...(skip === undefined ? {} : { skip }),
      ...(raises === undefined ? {} : { raises }),
      timeoutMs: timeoutMs ?? settings.timeoutMs ?? options.timeoutMs,
    };
  });
  const limit = settings.notebookTimeoutMs ?? options.notebookTimeoutMs ?? Number.POSITIVE_INFINITY;
  return { cells, notebookTimeoutMs: limit };
}
