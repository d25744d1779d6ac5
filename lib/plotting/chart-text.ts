import type { VegaLiteSpec } from "./spec";
import { type Channel, channels, descriptionOf, drawsPoints, type Fields, rowsIn, titleOf } from "./spec-reader";
import { type Table, tableText } from "./table";

/** Rows and columns beyond these are left out in the middle: the text stands in for a picture. */
const mostRows = 12;
const mostColumns = 12;

type Cell = string | number;

const cell = (value: unknown): Cell => (typeof value === "number" ? value : String(value ?? ""));

/** One line per key, one column per name; undefined where two values would meet. */
function pivot(rows: readonly Fields[], key: Channel, name: Channel, value: Channel): Table | undefined {
  const names = [...new Set(rows.map((row) => cell(row[name.field])))];
  const lines = new Map<Cell, Map<Cell, Cell>>();
  for (const row of rows) {
    const line = lines.get(cell(row[key.field])) ?? new Map<Cell, Cell>();
    if (line.has(cell(row[name.field]))) return undefined;
    lines.set(cell(row[key.field]), line.set(cell(row[name.field]), cell(row[value.field])));
  }
  return {
    columns: [{ title: key.title }, ...names.map((title) => ({ title: `${title}`, align: "right" as const }))],
    rows: [...lines].map(([at, line]) => [at, ...names.map((each) => line.get(each) ?? "")]),
  };
}

/** The rows as they are, in the columns of the tooltip, or all of them. */
function list(spec: VegaLiteSpec, rows: readonly Fields[]): Table {
  const told = channels(spec, "tooltip").filter(({ field }) => rows.some((row) => field in row));
  const all = [...new Set(rows.flatMap(Object.keys))].map((field) => ({ field, title: field }));
  const columns = told.length > 0 ? told : all;
  const used = columns.filter(({ field }) => rows.some((row) => row[field] !== ""));
  return {
    columns: used.map(({ title }) => ({ title })),
    rows: rows.map((row) => used.map(({ field }) => cell(row[field]))),
  };
}

/** A matrix as a matrix, series side by side, anything else row by row. */
function tableOf(spec: VegaLiteSpec, rows: readonly Fields[]): Table {
  const [x, y, colour] = ["x", "y", "color"].map((name) => channels(spec, name)[0]);
  const numeric = ({ field }: Channel) => rows.every((row) => typeof row[field] === "number");
  if (x === undefined || y === undefined || colour === undefined || drawsPoints(spec)) return list(spec, rows);
  if (numeric(colour)) return pivot(rows, y, x, colour) ?? list(spec, rows);
  if (new Set(rows.map((row) => row[colour.field])).size < 2) return list(spec, rows);
  const [key, value] = numeric(y) ? [x, y] : [y, x];
  return pivot(rows, key, colour, value) ?? list(spec, rows);
}

/** The first and the last items, "…" between them. */
const ends = <Item>(items: readonly Item[], most: number, gap: Item): readonly Item[] =>
  items.length <= most ? items : [...items.slice(0, most / 2), gap, ...items.slice(-most / 2)];

const trimmed = ({ columns, rows }: Table): Table => ({
  columns: ends(columns, mostColumns, { title: "…" }),
  rows: ends(
    rows.map((row) => ends(row, mostColumns, "…")),
    mostRows,
    ends(columns, mostColumns, columns[0]!).map(() => "…"),
  ),
});

/** The texts of a picture that has nothing but captions to tell, e.g. an image grid's. */
function captionsIn(spec: VegaLiteSpec, rows: readonly Fields[]): string | undefined {
  const [text] = channels(spec, "text");
  if (text === undefined || channels(spec, "tooltip").length > 0 || channels(spec, "color").length > 0)
    return undefined;
  return rows.map((row) => String(row[text.field]).replaceAll("\n", ", ")).join(" · ");
}

/** A chart in words and numbers, for where no picture can be shown: title, description, a compact table of its data. */
export function chartText(spec: VegaLiteSpec): string {
  const rows = rowsIn(spec);
  const data = rows.length === 0 ? "" : (captionsIn(spec, rows) ?? tableText(trimmed(tableOf(spec, rows))));
  const lines = [titleOf(spec), descriptionOf(spec), data].filter((text) => text !== "");
  return lines.length === 0 ? "a chart" : lines.join("\n");
}
