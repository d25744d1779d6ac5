import { formatColumn } from "./format-number";

/** Rows under titled columns. Columns of numbers stand to the right, others to the left, unless `align` says. */
export interface Table {
  readonly columns: readonly { readonly title: string; readonly align?: "left" | "right" }[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly caption?: string;
}

interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  readonly texts: readonly string[];
}

/** @throws RangeError if a row has more or fewer cells than there are columns */
function columnsOf({ columns, rows }: Table): readonly Column[] {
  const wrong = rows.findIndex((row) => row.length !== columns.length);
  if (wrong >= 0) {
    throw new RangeError(`table: row ${wrong} has ${rows[wrong]!.length} cells; there are ${columns.length} columns`);
  }
  return columns.map(({ title, align }, i) => {
    const cells = rows.map((row) => row[i]!);
    const numbers = cells.length > 0 && cells.every((cell) => typeof cell === "number");
    return { title, align: align ?? (numbers ? "right" : "left"), texts: formatColumn(cells) };
  });
}

/** A text's length in characters as people count them: "é" is one. */
const charactersIn = (text: string): number => [...text.normalize("NFC")].length;

/**
 * The table as text: aligned columns, two spaces apart, a rule below the titles.
 * @throws RangeError if a row has more or fewer cells than there are columns
 */
export function tableText(table: Table): string {
  const padded = columnsOf(table).map(({ title, align, texts }) => {
    const width = Math.max(...[title, ...texts].map(charactersIn));
    const pad = (text: string) => {
      const space = " ".repeat(width - charactersIn(text));
      return align === "right" ? space + text : text + space;
    };
    return [pad(title), "─".repeat(width), ...texts.map(pad)];
  });
  const height = padded[0]?.length ?? 0;
  const lines = Array.from({ length: height }, (_, i) =>
    padded
      .map((column) => column[i]!)
      .join("  ")
      .trimEnd(),
  );
  return [...(table.caption === undefined ? [] : [table.caption]), ...lines].join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text as HTML that shows it and nothing else. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

/**
 * The table as HTML, with every text escaped.
 * @throws RangeError if a row has more or fewer cells than there are columns
 */
export function tableHtml(table: Table): string {
  const columns = columnsOf(table);
  const cell = (tag: "th" | "td", { align }: Column, text: string) =>
    `<${tag} style="text-align: ${align}">${escapeHtml(text)}</${tag}>`;
  const head = columns.map((column) => cell("th", column, column.title)).join("");
  const rows = table.rows.map(
    (_, i) => `<tr>${columns.map((column) => cell("td", column, column.texts[i]!)).join("")}</tr>`,
  );
  const caption = table.caption === undefined ? "" : `<caption>${escapeHtml(table.caption)}</caption>\n`;
  return `<table>\n${caption}<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join("\n")}\n</tbody>\n</table>`;
}
