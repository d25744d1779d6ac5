import { formatNumber } from "../plotting/format-number";

/** Numbers with a shape, row by row; a tensor's on the host. */
export interface Values {
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  /** E.g. "float32". */
  readonly dtype: string;
}

/** Of each axis this many items are shown at both ends. */
const shownEnds = 3;

/** The places shown of an axis, null for what is left out between them. */
const shownPlaces = (length: number): readonly (number | null)[] =>
  length <= 2 * shownEnds + 1
    ? Array.from({ length }, (_, i) => i)
    : [0, 1, 2, null, length - 3, length - 2, length - 1];

/** "float32 [64, 10], from -1.2 to 3.4, mean 0.1"; a number alone has no range. */
function heading({ values, shape, dtype }: Values): string {
  const name = shape.length === 0 ? `${dtype} scalar` : `${dtype} [${shape.join(", ")}]`;
  if (values.length < 2) return name;
  let [smallest, largest, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  let strange = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) strange++;
    else [smallest, largest, sum] = [Math.min(smallest, value), Math.max(largest, value), sum + value];
  }
  const finite = values.length - strange;
  const range =
    finite === 0
      ? ""
      : `, from ${formatNumber(smallest)} to ${formatNumber(largest)}, mean ${formatNumber(sum / finite)}`;
  return `${name}${range}${strange === 0 ? "" : `, ${strange} not finite`}`;
}

/** The values as nested brackets, long axes cut in the middle, all numbers equally wide. */
function nested({ values, shape }: Values): string {
  const texts: string[] = [];
  const collect = (axis: number, offset: number): void => {
    if (axis === shape.length) texts.push(formatNumber(values[offset]!));
    else
      for (const place of shownPlaces(shape[axis]!))
        if (place !== null) collect(axis + 1, offset * shape[axis]! + place);
  };
  collect(0, 0);
  const width = Math.max(0, ...texts.map((text) => text.length));
  const write = (axis: number): string => {
    if (axis === shape.length) return texts.shift()!.padStart(width);
    const parts = shownPlaces(shape[axis]!).map((place) => (place === null ? "…" : write(axis + 1)));
    const last = axis === shape.length - 1;
    return `[${parts.join(last ? "  " : `\n${" ".repeat(axis + 1)}`)}]`;
  };
  return write(0);
}

/** A tensor in words: element type, shape, range and mean, then its values, trimmed. */
export const tensorText = (values: Values): string => `${heading(values)}\n${nested(values)}`;
