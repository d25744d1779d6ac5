/** What a report writes to: process.stdout, or something like it. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Lines that stay, and under them, on a terminal, one that changes. */
export interface Screen {
  readonly isTerminal: boolean;
  /** Writes whole lines. */
  print(lines: string): void;
  /** Sets the line that changes; without an argument there is none. */
  setLive(line?: string): void;
}

const erase = "\r\u001b[2K";

/** A screen on a sink; where the sink is no terminal, the line that changes is not shown. */
export function screenOn(sink: Sink): Screen {
  const isTerminal = sink.isTTY === true;
  let live = "";
  const clipped = (line: string): string => {
    const columns = sink.columns || 80;
    // Cut first, as a character takes two units at most: a cell may print for ever without a line end.
    return [...(line.slice(0, 2 * columns).split("\n")[0] ?? "")].slice(0, columns - 1).join("");
  };
  return {
    isTerminal,
    print(lines) {
      const text = lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
      sink.write(live === "" ? text : `${erase}${text}${live}`);
    },
    setLive(line = "") {
      if (!isTerminal) return;
      const next = clipped(line);
      if (next === live) return;
      sink.write(`${live === "" ? "" : erase}${next}`);
      live = next;
    },
  };
}
