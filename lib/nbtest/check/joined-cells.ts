import type { ParsedCell } from "./parsed-cell";
import type { Place } from "./problem";

/** The code cells of a notebook as one module, and the way back. */
export interface JoinedCells {
  readonly text: string;
  /** Where a character of the module stands in the notebook. */
  readonly placeOf: (offset: number) => Place;
}

/** Joins cells in their order, a line between them. */
export function joinedCells(cells: readonly ParsedCell[]): JoinedCells {
  const starts: number[] = [];
  let text = "";
  for (const { cell } of cells) {
    starts.push(text.length);
    text += `${cell.source}\n;\n`;
  }
  return {
    text: `${text}export {};\n`,
    placeOf(offset) {
      const place = starts.findLastIndex((start) => start <= offset);
      const { cell } = cells[place]!;
      return { cell: cell.index, offset: Math.min(offset - starts[place]!, cell.source.length) };
    },
  };
}
