import { NotebookError } from "./notebook-error";
import type { Cell, Notebook } from "./types";

/** Which code cells are wished for. */
export interface CellChoice {
  /** Each a number, a range, an id or a tag; none stands for all cells. */
  readonly cells: readonly string[];
  /** The last one to run, named in the same way. */
  readonly until?: string;
}

/** The code cells that a word names: `7`, `2-5`, `#id`, `id`, or `tag`. */
function named(word: string, option: string, { path }: Notebook, code: readonly Cell[]): readonly Cell[] {
  const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(word) ?? [];
  const [from, to] = [Number(first), Number(last ?? first)];
  const found =
    first === undefined
      ? code.filter(({ id, tags }) => id === word.replace(/^#/, "") || tags.includes(word))
      : code.slice(Math.max(0, from - 1), to);
  if (found.length > 0 && !(from < 1) && !(to > code.length)) return found;
  const accepted = `a number or range up to ${code.length}, an id, or a tag`;
  throw new NotebookError(`${path}: ${option} ${word}: no such code cell; accepted: ${accepted}`);
}

/**
 * The code cells that are not to run, with the reason.
 *
 * @throws NotebookError if a word names no cell.
 */
export function cellsLeftOut(notebook: Notebook, { cells, until }: CellChoice): ReadonlyMap<Cell, string> {
  const code = notebook.cells.filter(({ type }) => type === "code");
  const chosen = new Set(cells.flatMap((word) => named(word, "--cell", notebook, code)));
  const last = until === undefined ? undefined : named(until, "--until", notebook, code)[0];
  const end = last === undefined ? code.length : code.indexOf(last) + 1;
  const reasonOf = (cell: Cell, place: number): readonly (readonly [Cell, string])[] => {
    if (place >= end) return [[cell, `after --until ${until}`]];
    return cells.length === 0 || chosen.has(cell) ? [] : [[cell, `not among --cell ${cells.join(", ")}`]];
  };
  return new Map(code.flatMap(reasonOf));
}
