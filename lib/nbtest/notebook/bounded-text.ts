import { droppedNote } from "./limits";
import { emptyStream, type StreamText, textOfStream, writeStream } from "./stream-text";

/** A stream of which, once it is too long, only the beginning and the end are kept. */
export interface BoundedText {
  /** The beginning; empty until something was dropped. */
  readonly head: string;
  /** Bytes dropped between `head` and `tail`. */
  readonly dropped: number;
  readonly tail: StreamText;
}

/** A stream before anything was written. */
export const emptyText: BoundedText = { head: "", dropped: 0, tail: emptyStream };

/** A place at or just before `at` that is not inside a surrogate pair. */
const between = (text: string, at: number): number => (/[\uD800-\uDBFF]/.test(text[at - 1] ?? "") ? at - 1 : at);

const trim = ({ head, dropped, tail }: BoundedText, half: number): BoundedText => {
  const start = head === "" ? between(tail.done, half) : 0;
  const end = between(tail.done, tail.done.length - half);
  return {
    head: head === "" ? tail.done.slice(0, start) : head,
    dropped: dropped + Buffer.byteLength(tail.done.slice(start, end)),
    tail: { ...tail, done: tail.done.slice(end) },
  };
};

/**
 * Writes text as a terminal does, and drops from the middle what exceeds the limit.
 *
 * @param limit - in UTF-16 units; half of it stays at the beginning, half at the end.
 */
export function writeBounded(bounded: BoundedText, text: string, limit: number): BoundedText {
  let tail = writeStream(bounded.tail, text);
  if (tail.line.length > limit) tail = { done: tail.done + tail.line, line: "", column: 0 };
  const written = { ...bounded, tail };
  // Trimmed only when it is half again too long, so that a long run of small pieces is not copied at each.
  return tail.done.length > limit * 1.5 ? trim(written, Math.floor(limit / 2)) : written;
}

/** The text, with a note where something was dropped. */
export const textOfBounded = ({ head, dropped, tail }: BoundedText): string =>
  dropped === 0 ? textOfStream(tail) : `${head}\n${droppedNote(dropped)}\n${textOfStream(tail)}`;

/** How much is kept, in UTF-16 units. */
export const sizeOfBounded = ({ head, tail }: BoundedText): number => head.length + tail.done.length + tail.line.length;
