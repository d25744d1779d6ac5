import { isRecord, type Message, textOf } from "../wire/message";
import type { BoundedText } from "./bounded-text";
import { droppedNote } from "./limits";
import type { DisplayOutput, ErrorOutput, ResultOutput } from "./types";

/** Text of one stream, still growing. */
export interface StreamEntry {
  readonly kind: "stream";
  readonly name: "stdout" | "stderr";
  readonly text: BoundedText;
  readonly size: number;
}

/** Something shown, which a later message may replace. */
export interface BundleEntry {
  readonly kind: "bundle";
  readonly output: DisplayOutput | ResultOutput;
  /** Of the kernel, for updates; never stored. */
  readonly displayId: string | undefined;
  readonly size: number;
}

/** An error. */
export interface ErrorEntry {
  readonly kind: "error";
  readonly output: ErrorOutput;
  readonly size: number;
}

/** One output of a cell while it runs; `size` is about its bytes. */
export type Entry = StreamEntry | BundleEntry | ErrorEntry;

/** The id by which later messages can replace what a message shows. */
export const displayIdOf = ({ content }: Message): string | undefined => {
  const id = isRecord(content.transient) ? textOf(content.transient.display_id) : "";
  return id === "" ? undefined : id;
};

/** The output that a `display_data`, `update_display_data` or `execute_result` shows; too large a one leaves a note. */
export function bundleEntry(message: Message, limit: number): BundleEntry {
  const { content } = message;
  const given = isRecord(content.data) ? content.data : {};
  const bytes = JSON.stringify(given).length;
  const data = bytes > limit ? { "text/plain": droppedNote(bytes) } : given;
  const metadata = isRecord(content.metadata) ? content.metadata : {};
  const count = typeof content.execution_count === "number" ? content.execution_count : null;
  const output: DisplayOutput | ResultOutput =
    message.header.msg_type === "execute_result"
      ? { output_type: "execute_result", data, metadata, execution_count: count }
      : { output_type: "display_data", data, metadata };
  return { kind: "bundle", output, displayId: displayIdOf(message), size: Math.min(bytes, limit) };
}

/** Whether a message is one that changes outputs. */
export const isOutput = ({ header }: Message): boolean =>
  /^(stream|display_data|execute_result|update_display_data|clear_output|error)$/.test(header.msg_type);
