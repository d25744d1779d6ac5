/**
 * An output of a code cell, as far as the page reads it (nbformat 4.5). Nothing is taken for granted of what is in it:
 * notebooks come from anywhere.
 */
export interface ReadableOutput {
  readonly output_type: string;
  /** of a stream */
  readonly name?: unknown;
  /** of a stream */
  readonly text?: unknown;
  /** of display data or a result: MIME type → text, lines of text, base64, or JSON */
  readonly data?: unknown;
  readonly metadata?: unknown;
  /** of an error */
  readonly ename?: unknown;
  readonly evalue?: unknown;
  readonly traceback?: unknown;
}

/** A cell, as far as the page reads it (nbformat 4.5). */
export interface ReadableCell {
  readonly cell_type: string;
  /** one string, or lines that keep their line ends */
  readonly source: string | readonly string[];
  readonly outputs?: readonly ReadableOutput[];
  readonly execution_count?: unknown;
  /** images that prose refers to: name → MIME type → base64 */
  readonly attachments?: unknown;
}

/** A notebook, as far as the page reads it (nbformat 4.5). */
export interface ReadableNotebook {
  readonly cells: readonly ReadableCell[];
  readonly metadata?: unknown;
}

/** Text as nbformat stores it, one string or lines that keep their line ends; undefined if it is something else. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.every((line) => typeof line === "string") ? value.join("") : undefined;
}

/** The value under `name` if `record` is an object with such a property of its own. */
export const own = (record: unknown, name: string): unknown =>
  typeof record === "object" && record !== null && Object.hasOwn(record, name)
    ? (record as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** The names and values of an object; none of anything else. */
export const entriesOf = (record: unknown): readonly (readonly [name: string, value: unknown])[] =>
  typeof record === "object" && record !== null ? Object.entries(record) : [];
