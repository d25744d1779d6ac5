/** A value that a notebook's constant can be given from outside. */
export type Literal = number | string | boolean | null | readonly Literal[];

/** A `const name = <literal>;` in a cell. */
export interface Constant {
  readonly name: string;
  /** Where the initialiser stands in the source. */
  readonly start: number;
  readonly end: number;
  readonly kind: "number" | "string" | "boolean" | "null" | "list";
}

const number = String.raw`-?(?:0[xob][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)`;
const string = String.raw`"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'`;
const single = `${number}|${string}|true|false|null`;
// A list of literals, or of lists of them.
const list = (item: string): string => String.raw`\[\s*(?:(?:${item})\s*(?:,\s*(?:${item})\s*)*,?\s*)?\]`;
const literal = `${single}|${list(`${single}|${list(single)}`)}`;
const declaration = new RegExp(
  String.raw`(?:^|;)([ \t]*const[ \t]+([\p{L}_$][\p{L}\d_$]*)[ \t]*(?::[^=;\n]*)?=[ \t]*)(${literal})(?=[ \t]*(?:as[ \t]+const[ \t]*)?(?:;|//|$))`,
  "gmu",
);

const kindOf = (text: string): Constant["kind"] => {
  if (text.startsWith("[")) return "list";
  if (/^["']/.test(text)) return "string";
  if (/^(?:true|false)$/.test(text)) return "boolean";
  return text === "null" ? "null" : "number";
};

/** The constants of a cell that are declared with a literal: number, string, boolean, null, or a list of them. */
export function constantsOf(source: string): readonly Constant[] {
  return [...source.matchAll(declaration)].map((match) => {
    const [whole, before = "", name = "", text = ""] = match;
    const start = (match.index ?? 0) + whole.indexOf(before) + before.length;
    return { name, start, end: start + text.length, kind: kindOf(text) };
  });
}

/** What kind of literal a value would be. */
export const kindOfLiteral = (value: Literal): Constant["kind"] => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "list";
  return typeof value as "number" | "string" | "boolean";
};

/** TypeScript for a value. */
export const printLiteral = (value: Literal): string =>
  Array.isArray(value) ? `[${value.map(printLiteral).join(", ")}]` : JSON.stringify(value);
