/** Numbers in a row: an array or a typed array. */
export type Numbers = ArrayLike<number> & Iterable<number>;

/** Checked numbers as a plain array. `who` and `what` name the chart and the series in the error. */
export function finite(who: string, what: string, values: Numbers, options: { readonly positive?: boolean } = {}) {
  const checked = Array.from(values);
  const kind = options.positive === true ? "positive finite numbers (the scale is logarithmic)" : "finite numbers";
  if (checked.length === 0) throw new RangeError(`${who}: ${what} is empty; it needs at least one number`);
  checked.forEach((value, i) => {
    if (typeof value === "number" && Number.isFinite(value) && (options.positive !== true || value > 0)) return;
    throw new RangeError(`${who}: ${what} has ${value} at place ${i}; ${kind} are accepted`);
  });
  return checked;
}

/** The names of a record's series; at least one, at most as many as can be told apart. */
export function names(who: string, series: Readonly<Record<string, unknown>>, most: number): readonly string[] {
  const found = Object.keys(series);
  if (found.length >= 1 && found.length <= most) return found;
  throw new RangeError(`${who}: ${found.length} series were given; from 1 to ${most} are accepted`);
}

/** A list that must be as long as another. */
export function sameLength(who: string, what: string, found: number, expected: number): void {
  if (found !== expected) throw new RangeError(`${who}: ${what} has length ${found}; ${expected} is accepted`);
}
