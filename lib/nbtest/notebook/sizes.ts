import { isRecord } from "../wire/message";
import { type Constant, constantsOf, kindOfLiteral, type Literal, printLiteral } from "./constants";
import { NotebookError } from "./notebook-error";
import type { Cell, Notebook } from "./types";

/** Values for a notebook's constants, by name. */
export type Parameters = Readonly<Record<string, Literal>>;

/** The tag of the code cell that holds a notebook's constants. */
export const parametersTag = "parameters";

const isLiteral = (value: unknown): value is Literal =>
  value === null ||
  ["number", "string", "boolean"].includes(typeof value) ||
  (Array.isArray(value) && value.every(isLiteral));

const listed = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

/**
 * Takes an object of values for constants as it stands in JSON.
 *
 * @param title - what messages call it.
 * @throws NotebookError if it is no object, or a value is no literal.
 */
export function parametersIn(values: unknown, title: string): Parameters {
  if (!isRecord(values)) throw new NotebookError(`${title}: accepted: an object of names and values`);
  for (const [name, value] of Object.entries(values))
    if (!isLiteral(value))
      throw new NotebookError(
        `${title}: ${name} is ${JSON.stringify(value)}; accepted: a number, string, boolean, null or a list of them`,
      );
  return values as Parameters;
}

/**
 * The constants of one of a notebook's sizes, from its metadata: `nbtest.sizes.<size>` = { name: value }.
 *
 * @throws NotebookError naming the sizes that there are.
 */
export function sizeOf({ path, metadata }: Notebook, size: string): Parameters {
  const sizes = isRecord(metadata.nbtest) && isRecord(metadata.nbtest.sizes) ? metadata.nbtest.sizes : {};
  const values = Object.hasOwn(sizes, size) ? sizes[size] : undefined;
  if (values === undefined)
    throw new NotebookError(`${path}: no size "${size}"; it has: ${listed(Object.keys(sizes))}`);
  return parametersIn(values, `${path}: size "${size}"`);
}

function replace(notebook: Notebook, cell: Cell, parameters: Parameters): string {
  const constants = constantsOf(cell.source);
  const chosen = Object.entries(parameters).map(([name, value]): readonly [Constant, Literal] => {
    const found = constants.filter((constant) => constant.name === name);
    const [constant] = found;
    if (constant === undefined || found.length > 1)
      throw new NotebookError(
        `${notebook.path}: the cell tagged "${parametersTag}" has ${found.length === 0 ? "no" : "more than one"} line ` +
          `\`const ${name} = <literal>;\`; its constants: ${listed(constants.map((one) => one.name))}`,
      );
    const kind = kindOfLiteral(value);
    if (kind !== constant.kind)
      throw new NotebookError(
        `${notebook.path}: ${name} is a ${constant.kind}; given: ${printLiteral(value)}, a ${kind}`,
      );
    return [constant, value];
  });
  return [...chosen]
    .sort(([a], [b]) => b.start - a.start) // from the end, so that places before stay right
    .reduce((text, [at, value]) => text.slice(0, at.start) + printLiteral(value) + text.slice(at.end), cell.source);
}

/**
 * The notebook's cell of constants with other initialisers, and the index of that cell.
 *
 * @throws NotebookError if not exactly one code cell is tagged `parameters`, a name is no constant there, or a value is of another kind.
 */
export function withParameters(
  notebook: Notebook,
  parameters: Parameters,
): { readonly index: number; readonly source: string } {
  const tagged = notebook.cells.filter((cell) => cell.type === "code" && cell.tags.includes(parametersTag));
  const [cell] = tagged;
  if (cell === undefined || tagged.length > 1)
    throw new NotebookError(
      `${notebook.path}: ${tagged.length} code cells are tagged "${parametersTag}"; to set ${Object.keys(parameters).join(", ")} there must be one`,
    );
  return { index: cell.index, source: replace(notebook, cell, parameters) };
}

/**
 * The values of `-p name=value`, typed by the constant that each replaces: for a string constant the text itself, else JSON.
 *
 * @throws NotebookError if a value is no JSON literal.
 */
export function typedParameters(notebook: Notebook, texts: Readonly<Record<string, string>>): Parameters {
  const cells = notebook.cells.filter((cell) => cell.type === "code" && cell.tags.includes(parametersTag));
  const strings = new Set(
    cells.flatMap((cell) => constantsOf(cell.source)).flatMap(({ name, kind }) => (kind === "string" ? [name] : [])),
  );
  const typed = (name: string, text: string): Literal => {
    if (strings.has(name)) return text;
    try {
      const value: unknown = JSON.parse(text);
      if (isLiteral(value)) return value;
    } catch {
      // Said below.
    }
    throw new NotebookError(
      `${notebook.path}: -p ${name}=${text}: not a value; accepted: a number, true, false, null, or a list such as [1,2]`,
    );
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, typed(name, text)]));
}
