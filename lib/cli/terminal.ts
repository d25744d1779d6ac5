/** What a terminal writes to. */
export interface Sink {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** Where a command says what it does. */
export interface Terminal {
  /** A line that stays. */
  readonly print: (line: string) => void;
  /** A line for the standard error. */
  readonly complain: (line: string) => void;
  /** Rewrites the line at the bottom, where `isLive`; undefined takes it away. */
  readonly status: (line: string | undefined) => void;
  /** Whether a person watches; else the output is a file or a pipe. */
  readonly isLive: boolean;
}

const ERASE = "\r\u001b[2K";

/** A terminal on the process's streams. */
export function terminalOn(output: Sink, errors: Sink): Terminal {
  const isLive = output.isTTY === true;
  let shown = false;
  const status = (line: string | undefined): void => {
    if (!isLive || (line === undefined && !shown)) return;
    // A line that wraps could not be rewritten.
    output.write(`${ERASE}${(line ?? "").slice(0, (output.columns ?? 120) - 1)}`);
    shown = line !== undefined;
  };
  const line =
    (sink: Sink) =>
    (text: string): void => {
      status(undefined);
      sink.write(`${text}\n`);
    };
  return { print: line(output), complain: line(errors), status, isLive };
}
