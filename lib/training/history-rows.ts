import type { EpochRow } from "./events";

const NOT_FINITE: ReadonlyMap<unknown, number> = new Map(
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map((value) => [String(value), value]),
);

/** A row as one line of JSON; numbers that JSON does not know are the strings "Infinity", "-Infinity", "NaN". */
export const rowLine = (row: EpochRow): string =>
  `${JSON.stringify(row, (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value))}\n`;

const isNumber = (value: unknown): value is number => typeof value === "number";
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What keeps a value from being the row of an epoch; undefined if nothing does. */
function problemOf(value: unknown, epoch: number): string | undefined {
  if (!isObject(value)) return "is no JSON object";
  if (value.epoch !== epoch) return `is of epoch ${JSON.stringify(value.epoch) ?? "undefined"}, not ${epoch}`;
  const { losses, validation } = value;
  const missing = ["loss", "accuracy", "learningRate"].find((name) => !isNumber(value[name]));
  if (missing !== undefined) return `has no number "${missing}"`;
  if (!isObject(losses) || !Object.values(losses).every(isNumber)) return 'has no numbers by term, "losses"';
  if (validation === undefined) return undefined;
  if (!isObject(validation)) return '"validation" is no JSON object';
  const unscored = ["accuracy", "negativeLogLikelihood"].find((name) => !isNumber(validation[name]));
  return unscored === undefined ? undefined : `has no number "validation.${unscored}"`;
}

/**
 * The rows in a text that `rowLine` wrote, and what a write that was cut off left at its end.
 * @param path named in errors
 * @throws Error that names the line if it is no row, or not the row of the next epoch
 */
export function rowsOf(text: string, path: string): { readonly rows: readonly EpochRow[]; readonly torn: string } {
  const lines = text.split("\n");
  const torn = lines.pop() ?? "";
  const rows = lines.map((line, i) => {
    const fail = (reason: string): Error => new Error(`"${path}", line ${i + 1}: ${reason}`);
    let value: unknown;
    try {
      value = JSON.parse(line, (_, each) => NOT_FINITE.get(each) ?? each);
    } catch (error) {
      throw fail(`no JSON: ${(error as Error).message}`);
    }
    const problem = problemOf(value, i + 1);
    if (problem !== undefined) throw fail(`the row ${problem}`);
    return value as EpochRow;
  });
  return { rows, torn };
}
