import type { ResultRow } from "./result-row";

interface Column {
  readonly title: string;
  readonly align: "left" | "right";
  readonly cell: (row: ResultRow) => string | number;
}

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const right = (title: string, cell: Column["cell"]): Column => ({ title, align: "right", cell });
const left = (title: string, cell: Column["cell"]): Column => ({ title, align: "left", cell });

const COLUMNS: readonly Column[] = [
  left("role", ({ role }) => role),
  left("method", ({ method }) => method),
  right("seed", ({ seed }) => seed),
  right("epochs", ({ epochs }) => epochs),
  right("last", ({ last }) => percent(last)),
  right("best (epoch)", ({ best, bestEpoch }) => `${percent(best)} (${bestEpoch})`),
  right("test errors", ({ testErrors, testExamples }) => `${testErrors} of ${testExamples.toLocaleString("en")}`),
  right("agreement", ({ agreement }) => (agreement === undefined ? "–" : percent(agreement))),
  right("ECE", ({ expectedCalibrationError }) => percent(expectedCalibrationError)),
  right("parameters", ({ parameters }) => parameters.toLocaleString("en")),
  right("bytes", ({ bytes }) => bytes.toLocaleString("en")),
  right("ms/image", ({ millisecondsPerImage }) => millisecondsPerImage.toFixed(2)),
];

/** Result rows as a table: columns with titles, and cells as they are to be read. */
export function resultTable(rows: readonly ResultRow[], options: { readonly caption?: string } = {}) {
  return {
    columns: COLUMNS.map(({ title, align }) => ({ title, align })),
    rows: rows.map((row) => COLUMNS.map(({ cell }) => cell(row))),
    ...options,
  };
}
