import {
  exactOptional,
  integer,
  minValue,
  number,
  object,
  picklist,
  pipe,
  record,
  string,
  transform,
  union,
} from "valibot";
import { checkedJson } from "../files/checked-json";
import type { EpochRow } from "./events";

const NOT_FINITE: ReadonlyMap<string, number> = new Map(
  [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map((value) => [String(value), value]),
);

/** JSON; numbers that it does not know are the strings "Infinity", "-Infinity", "NaN". */
export const jsonOf = (value: unknown): string =>
  JSON.stringify(value, (_, each) => (typeof each === "number" && !Number.isFinite(each) ? String(each) : each));

/** A row as one line of JSON. */
export const rowLine = (row: EpochRow): string => `${jsonOf(row)}\n`;

/** The number that JSON gives, or one of the strings that stand for those which it does not know. */
const anyNumber = pipe(
  union([number(), picklist([...NOT_FINITE.keys()])]),
  transform((value) => (typeof value === "number" ? value : (NOT_FINITE.get(value) as number))),
);

/** The row of an epoch. */
export const rowSchema = object({
  epoch: pipe(number(), integer(), minValue(1)),
  loss: anyNumber,
  losses: record(string(), anyNumber),
  accuracy: anyNumber,
  learningRate: anyNumber,
  validation: exactOptional(object({ accuracy: anyNumber, negativeLogLikelihood: anyNumber })),
});

/**
 * The rows in a text that `rowLine` wrote, and what a write that was cut off left at its end.
 * @param path named in errors
 * @throws Error that names the line if it is no row, or not the row of the next epoch
 */
export function rowsOf(text: string, path: string): { readonly rows: readonly EpochRow[]; readonly torn: string } {
  const lines = text.split("\n");
  const torn = lines.pop() ?? "";
  const rows = lines.map((line, i) => {
    const fail = (reason: string): Error => new Error(`"${path}", line ${i + 1}: the row ${reason}`);
    const row = checkedJson(line, rowSchema, fail);
    if (row.epoch !== i + 1) throw fail(`is of epoch ${row.epoch}; ${i + 1} is accepted`);
    return row;
  });
  return { rows, torn };
}
