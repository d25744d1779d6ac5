/** What a terminal would show of a stream: finished lines, and the line that the cursor is in. */
export interface StreamText {
  /** Finished lines, with their line ends. */
  readonly done: string;
  readonly line: string;
  /** Where the next character goes in `line`. */
  readonly column: number;
}

/** A stream before anything was written. */
export const emptyStream: StreamText = { done: "", line: "", column: 0 };

const put = ({ done, line, column }: StreamText, text: string): StreamText => ({
  done,
  line: column === line.length ? line + text : line.slice(0, column) + text + line.slice(column + text.length),
  column: column + text.length,
});

/**
 * Writes text as a terminal does: `\r` goes to the start of the line and `\b` one back, and what follows overwrites;
 * `\n` finishes the line. The cursor outlives the call, so that `\r` works across messages.
 */
export function writeStream(stream: StreamText, text: string): StreamText {
  let now = stream;
  for (const piece of text.match(/[^\n\r\b]+|[\n\r\b]/g) ?? []) {
    if (piece === "\n") now = { done: `${now.done}${now.line}\n`, line: "", column: 0 };
    else if (piece === "\r") now = { ...now, column: 0 };
    else if (piece === "\b") now = { ...now, column: Math.max(0, now.column - 1) };
    else now = put(now, piece);
  }
  return now;
}

/** The whole text. */
export const textOfStream = ({ done, line }: StreamText): string => done + line;
