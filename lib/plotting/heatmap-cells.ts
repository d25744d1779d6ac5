import { finite, type Numbers, sameLength } from "./numbers";
import { inkOn, rampColour, ramps } from "./palette";

/** How the matrix' values become colours, and what its rows and columns are called. */
export interface CellOptions {
  /** Names of the rows, from the top. Default: 0, 1, 2 … */
  readonly rows?: readonly string[];
  /** Names of the columns, from the left. Default: 0, 1, 2 … */
  readonly columns?: readonly string[];
  /** The values at the ramp's two ends. Default: the smallest and the largest value, symmetric about `middle`. */
  readonly domain?: readonly [smallest: number, largest: number];
  /** "sqrt" shows small values beside large ones, e.g. a confusion matrix' errors; it needs values from 0. */
  readonly scale?: "linear" | "sqrt";
  /** The value without a colour of its own, e.g. 0 for differences: blue below it, red above it. */
  readonly middle?: number;
}

const who = "heatmap";

function domainOf(values: readonly number[], { domain, middle }: CellOptions): readonly [number, number] {
  if (domain !== undefined) {
    if (domain[0] < domain[1]) return domain;
    throw new RangeError(`${who}: domain [${domain}]; [smaller, larger] is accepted`);
  }
  const [smallest, largest] = [Math.min(...values), Math.max(...values)];
  if (middle !== undefined) {
    const reach = Math.max(largest - middle, middle - smallest) || 1;
    return [middle - reach, middle + reach];
  }
  return smallest < largest ? [smallest, largest] : [smallest, smallest + 1];
}

function checkedRows(matrix: readonly Numbers[], scale: CellOptions["scale"]): readonly (readonly number[])[] {
  if (matrix.length === 0) throw new RangeError(`${who}: the matrix has no rows; it needs at least one`);
  const rows = matrix.map((row, i) => finite(who, `row ${i}`, row));
  for (const [i, row] of rows.entries()) sameLength(who, `row ${i}`, row.length, rows[0]!.length);
  if (scale === "sqrt" && rows.flat().some((value) => value < 0)) {
    throw new RangeError(`${who}: a value is below 0; scale "sqrt" accepts values from 0`);
  }
  return rows;
}

const indices = (length: number): readonly string[] => Array.from({ length }, (_, i) => `${i}`);

/** The cells row by row, each with the ink that is legible on its colour; the colour ramp's stops and its domain. */
export function heatmapCells(matrix: readonly Numbers[], options: CellOptions) {
  const { scale, middle } = options;
  const values = checkedRows(matrix, scale);
  const { rows = indices(values.length), columns = indices(values[0]!.length) } = options;
  sameLength(who, "rows", rows.length, values.length);
  sameLength(who, "columns", columns.length, values[0]!.length);
  const domain = domainOf(values.flat(), options);
  const stops = middle === undefined ? ramps.lightness : ramps.twoSided;
  const place = (value: number) => (scale === "sqrt" ? Math.sqrt(value) : value);
  const share = (value: number) => (place(value) - place(domain[0])) / (place(domain[1]) - place(domain[0]));
  const cells = values.flatMap((numbers, i) =>
    numbers.map((value, j) => {
      const ink = inkOn(rampColour(stops, share(value))); // on clamped colours, too
      return { row: rows[i]!, column: columns[j]!, value, ink };
    }),
  );
  return { cells, rows, columns, domain, stops };
}
