import { stripVTControlCharacters } from "node:util";

/** The error that a cell must raise. */
export interface ExpectedError {
  /** As it was written; empty when any error will do. */
  readonly text: string;
  /** @param error - name and message, as in `RangeError: too big`. */
  matches(error: string): boolean;
}

/** Any error. */
export const anyError: ExpectedError = { text: "", matches: () => true };

/**
 * The error that a text describes: `/too (big|small)/i` is a regular expression, anything else must be part of the
 * error's name and message, and nothing is any error.
 *
 * @throws SyntaxError if the regular expression is none.
 */
export function expectedError(text: string): ExpectedError {
  if (text === "") return anyError;
  const [, pattern, flags = ""] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? [];
  if (pattern === undefined) return { text, matches: (error) => stripVTControlCharacters(error).includes(text) };
  const expression = new RegExp(pattern, flags.replace(/[gy]/g, "")); // those two remember where they stopped
  return { text, matches: (error) => expression.test(stripVTControlCharacters(error)) };
}
