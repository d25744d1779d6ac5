import { isRecord } from "../wire/message";

/** What is put in place of what in both texts before they are compared. */
export interface Replacement {
  /** Global: every match is replaced. */
  readonly pattern: RegExp;
  readonly by: string;
}

const accepted = 'accepted: a list of { "pattern": a regular expression, "flags": optional, "by": a text }';

const replacementOf = (value: unknown, title: string): Replacement => {
  const known = isRecord(value) && Object.keys(value).every((key) => ["pattern", "flags", "by"].includes(key));
  const { pattern, flags = "", by } = known ? value : ({} as Readonly<Record<string, unknown>>);
  if (typeof pattern !== "string" || typeof flags !== "string" || typeof by !== "string")
    throw new TypeError(`${title}: replace has ${JSON.stringify(value)}; ${accepted}`);
  try {
    return { pattern: new RegExp(pattern, [...new Set(`${flags}g`)].join("")), by };
  } catch (error) {
    throw new TypeError(`${title}: replace: ${(error as Error).message}`);
  }
};

/**
 * Reads a list of replacements.
 *
 * @param title - what messages call the place where they stand.
 * @throws TypeError if it is none, or a pattern is no regular expression.
 */
export function replacementsOf(value: unknown, title: string): readonly Replacement[] {
  if (!Array.isArray(value)) throw new TypeError(`${title}: replace is ${JSON.stringify(value)}; ${accepted}`);
  return value.map((item) => replacementOf(item, title));
}

/** The text after all replacements, in order. */
export const replaceAll = (text: string, replacements: readonly Replacement[]): string =>
  replacements.reduce((changed, { pattern, by }) => changed.replace(pattern, by), text);
