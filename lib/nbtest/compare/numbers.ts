/** How far numbers may differ: by `atol + rtol · |stored|`. */
export interface Tolerance {
  readonly rtol: number;
  readonly atol: number;
}

const digits = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+`;
// With the white space around it, which columns of a table give and take.
const number = new RegExp(String.raw`[ \t]*(?<![\w.])[-+−]?(?:${digits})(?:[eE][-+]?\d+)?(?!\w)[ \t]*`, "g");
// In drawings numbers follow each other and letters at once: M10.5-3L7,2.
const numberInDrawing = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g;

const numberOf = (text: string): number => Number(text.trim().replaceAll(",", "").replace("−", "-"));

/** Whether two numbers are as good as equal; not a number equals itself. */
export const sameNumber = (stored: number, fresh: number, { rtol, atol }: Tolerance): boolean =>
  Object.is(stored, fresh) || stored === fresh || Math.abs(stored - fresh) <= atol + rtol * Math.abs(stored);

function sameBy(pattern: RegExp, stored: string, fresh: string, tolerance: Tolerance): boolean {
  if (stored === fresh) return true;
  const [storedNumbers, freshNumbers] = [stored.match(pattern) ?? [], fresh.match(pattern) ?? []];
  if (storedNumbers.length !== freshNumbers.length) return false;
  const [storedRest, freshRest] = [stored.split(pattern), fresh.split(pattern)];
  return (
    storedRest.every((piece, place) => piece === freshRest[place]) &&
    storedNumbers.every((text, place) => {
      const other = freshNumbers[place] ?? "";
      return text === other || sameNumber(numberOf(text), numberOf(other), tolerance);
    })
  );
}

/** Whether two lines of text say the same, but for numbers that are as good as equal and the white space around those. */
export const sameLine = (stored: string, fresh: string, tolerance: Tolerance): boolean =>
  sameBy(number, stored, fresh, tolerance);

/** The same for lines of a drawing, where numbers stand close together. */
export const sameDrawing = (stored: string, fresh: string, tolerance: Tolerance): boolean =>
  sameBy(numberInDrawing, stored, fresh, tolerance);
