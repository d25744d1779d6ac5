import { type CompareWish, rulesOf } from "../compare/wish";
import { suggestion } from "../words/nearest";
import { acceptedTime, timeOf } from "../words/time";
import { type Directive, directiveLines } from "./directive-lines";
import { type ExpectedError, expectedError } from "./expected-error";
import { NotebookError } from "./notebook-error";
import type { Cell } from "./types";

/** What a cell's tags and comments ask of the runner. */
export interface Directives {
  /** Why it is not run. */
  readonly skip?: string;
  /** The error that it must raise. */
  readonly raises?: ExpectedError;
  readonly timeoutMs?: number;
  /** Whether and how its outputs are compared with the stored ones. */
  readonly compare?: CompareWish;
}

/** How one directive is understood; throws an Error with what is accepted. */
const readers: Readonly<Record<string, (directive: Directive) => Directives>> = {
  skip: ({ value, title }) => ({ skip: value === "" ? title : value }),
  "raises-exception": ({ value }) => ({ raises: expectedError(value) }),
  timeout: ({ value }) => {
    const timeoutMs = timeOf(value);
    if (timeoutMs === undefined) throw new Error(`accepted: ${acceptedTime}`);
    return { timeoutMs };
  },
  compare: ({ value }) => ({ compare: rulesOf(value) }),
  "no-compare": () => ({ compare: false }),
};

/**
 * Reads what the tags and the comments at the top of a code cell ask for; a comment goes before a tag.
 *
 * @param where - what messages call the cell.
 * @throws NotebookError for an unknown directive (with the nearest known one), a wrong value, or one that comes twice.
 */
export function directivesOf(cell: Cell, where: string): Directives {
  let all: Directives = {};
  const written = new Set<string>();
  for (const directive of directiveLines(cell, where)) {
    const { name, title } = directive;
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read === undefined)
      throw new NotebookError(
        `${where}: ${title}: unknown directive ${JSON.stringify(name)}${suggestion(name, Object.keys(readers))}`,
      );
    let found: Directives;
    try {
      found = read(directive);
    } catch (error) {
      throw new NotebookError(`${where}: ${title}: ${(error as Error).message}`);
    }
    if (written.has(name)) throw new NotebookError(`${where}: ${title}: there is another ${name}`);
    if (!directive.isTag) written.add(name);
    all = { ...all, ...found };
  }
  return all;
}
