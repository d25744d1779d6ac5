import type { JsonRecord } from "../wire/message";

/** MIME type → value; text as a string, JSON types as JSON. */
export type MimeBundle = JsonRecord;

/** Text that a cell printed. */
export interface StreamOutput {
  readonly output_type: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: string;
}

/** Something that a cell showed. */
export interface DisplayOutput {
  readonly output_type: "display_data";
  readonly data: MimeBundle;
  readonly metadata: JsonRecord;
}

/** The value of a cell's last expression, from kernels that send it so. */
export interface ResultOutput {
  readonly output_type: "execute_result";
  readonly data: MimeBundle;
  readonly metadata: JsonRecord;
  readonly execution_count: number | null;
}

/** An error, from kernels that send it so. */
export interface ErrorOutput {
  readonly output_type: "error";
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** An output of a code cell; the field names are nbformat's. */
export type Output = StreamOutput | DisplayOutput | ResultOutput | ErrorOutput;

/** A cell of a notebook, as far as running it goes. */
export interface Cell {
  /** Position among all cells, from 0. */
  readonly index: number;
  /** The cell's id, if its notebook has ids. */
  readonly id?: string;
  readonly type: "code" | "markdown" | "raw";
  readonly source: string;
  readonly tags: readonly string[];
}

/** A notebook as read: its cells, and the text that they came from. */
export interface Notebook {
  readonly path: string;
  /** The file's whole text. */
  readonly text: string;
  readonly metadata: JsonRecord;
  readonly cells: readonly Cell[];
}
