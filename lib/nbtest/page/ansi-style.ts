/** A colour: one of the terminal's sixteen by number, or a CSS colour. */
type Colour = number | string;

/** How a terminal writes at a moment (ECMA-48, "select graphic rendition"). */
export interface AnsiState {
  readonly attributes: readonly string[];
  readonly foreground: Colour | undefined;
  readonly background: Colour | undefined;
}

/** How a terminal writes before it is told anything. */
export const plainState: AnsiState = { attributes: [], foreground: undefined, background: undefined };

const ATTRIBUTES: Readonly<Record<number, string>> = { 1: "bold", 2: "dim", 3: "italic", 4: "underline", 9: "struck" };
const ENDED: Readonly<Record<number, readonly string[]>> = {
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  29: ["struck"],
};

const byte = (value: number | undefined): number => Math.min(255, Math.max(0, Math.trunc(value ?? 0)));

/** The 256-colour palette of xterm: 16 by number, a cube of 6 × 6 × 6, and 24 greys. */
function paletteColour(index: number): Colour {
  if (index < 16) return index;
  if (index >= 232)
    return `rgb(${Array(3)
      .fill(8 + 10 * (index - 232))
      .join(",")})`;
  const level = (step: number): number => (step === 0 ? 0 : 55 + 40 * step);
  const place = index - 16;
  return `rgb(${[Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(level).join(",")})`;
}

/** The colour that follows a code 38 or 48, and how many codes spell it. */
function extendedColour(codes: readonly number[]): readonly [colour: Colour | undefined, length: number] {
  if (codes[0] === 5) return [paletteColour(byte(codes[1])), 2];
  if (codes[0] === 2) return [`rgb(${[1, 2, 3].map((place) => byte(codes[place])).join(",")})`, 4];
  return [undefined, codes.length];
}

function afterCode(state: AnsiState, code: number): AnsiState {
  const { attributes } = state;
  const attribute = ATTRIBUTES[code];
  if (attribute !== undefined) return { ...state, attributes: [...new Set([...attributes, attribute])].sort() };
  const ended = ENDED[code];
  if (ended !== undefined) return { ...state, attributes: attributes.filter((name) => !ended.includes(name)) };
  if (code === 0) return plainState;
  if (code >= 30 && code <= 37) return { ...state, foreground: code - 30 };
  if (code >= 90 && code <= 97) return { ...state, foreground: code - 82 };
  if (code >= 40 && code <= 47) return { ...state, background: code - 40 };
  if (code >= 100 && code <= 107) return { ...state, background: code - 92 };
  if (code === 39) return { ...state, foreground: undefined };
  if (code === 49) return { ...state, background: undefined };
  return state;
}

/** How the terminal writes after the sequence with these parameters, as in "1;31". */
export function nextState(state: AnsiState, parameters: string): AnsiState {
  const codes = parameters.split(/[;:]/).map(Number);
  let next = state;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at]!;
    if (code === 38 || code === 48) {
      const [colour, length] = extendedColour(codes.slice(at + 1));
      next = { ...next, [code === 38 ? "foreground" : "background"]: colour };
      at += length;
    } else next = afterCode(next, code);
  }
  return next;
}

/** The attributes of the span for text written so, each with a blank before it; empty for plain text. */
export function spanAttributes({ attributes, foreground, background }: AnsiState): string {
  const places = [
    ["color", "fg", foreground],
    ["background-color", "bg", background],
  ] as const;
  const classes = places.flatMap(([, short, colour]) =>
    typeof colour === "number" ? [`ansi-${short}-${colour}`] : [],
  );
  const styles = places.flatMap(([property, , colour]) =>
    typeof colour === "string" ? [`${property}:${colour}`] : [],
  );
  const allClasses = [...attributes.map((name) => `ansi-${name}`), ...classes];
  const classAttribute = allClasses.length > 0 ? ` class="${allClasses.join(" ")}"` : "";
  return classAttribute + (styles.length > 0 ? ` style="${styles.join(";")}"` : "");
}
