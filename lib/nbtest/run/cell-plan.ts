import { type CompareRules, defaultRules } from "../compare/rules";
import type { CompareWish } from "../compare/wish";
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
  /** How its outputs are compared with the stored ones, if they are. */
  readonly compare?: CompareRules;
}

/** What is to be done with a notebook's code cells. */
export interface NotebookPlan {
  readonly cells: readonly CellPlan[];
  /** How many cells are not compared as they should be, because constants are not the notebook's own. */
  readonly notCompared: number;
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
  /** Whether outputs are compared with the stored ones, where nothing else is said. */
  readonly compare?: boolean;
  /** How, where nothing else is said. */
  readonly rules?: CompareRules;
}

/** How a cell's outputs are to be compared: what the cell says, else its notebook, else the options. */
function rulesFor(
  cell: CompareWish | undefined,
  notebook: CompareWish | undefined,
  options: PlanOptions,
): CompareRules | undefined {
  const { compare = false, rules = defaultRules } = options;
  const wish = [cell, notebook].find((one) => one !== undefined);
  if (wish === false || (wish === undefined && !compare)) return undefined;
  return { ...rules, ...(notebook === false ? {} : notebook), ...(cell === false ? {} : cell) };
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
    const own = directivesOf(cell, `${notebook.path}: cell ${place + 1}`);
    const { skip = leftOut.get(cell), raises, timeoutMs } = own;
    const compare = rulesFor(own.compare, settings.compare, options);
    return {
      cell: cell.index === constants?.index ? { ...cell, source: constants.source } : cell,
      number: place + 1,
      ...(skip === undefined ? {} : { skip }),
      ...(raises === undefined ? {} : { raises }),
      timeoutMs: timeoutMs ?? settings.timeoutMs ?? options.timeoutMs,
      ...(compare === undefined || constants !== undefined ? {} : { compare }),
    };
  });
  const wished =
    constants === undefined
      ? []
      : code.filter((cell) => rulesFor(directivesOf(cell, "").compare, settings.compare, options) !== undefined);
  const limit = settings.notebookTimeoutMs ?? options.notebookTimeoutMs ?? Number.POSITIVE_INFINITY;
  return { cells, notCompared: wished.length, notebookTimeoutMs: limit };
}
