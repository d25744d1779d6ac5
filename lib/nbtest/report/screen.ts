/** What a report writes to: process.stdout, or something like it. */
export interface Sink {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** Lines that stay, and under them, on a terminal, some that change. */
export interface Screen {
  readonly isTerminal: boolean;
  /** Writes whole lines. */
  print(lines: string): void;
  /** Sets the lines that change; without an argument there is none. */
  setLive(...lines: readonly string[]): void;
}

const eraseLine = "\r\u001b[2K";
const up = "\u001b[1A";

/** A screen on a sink; where the sink is no terminal, the lines that change are not shown. */
export function screenOn(sink: Sink): Screen {
  const isTerminal = sink.isTTY === true;
  let live: readonly string[] = [];
  const clipped = (line: string): string => {
    const columns = sink.columns || 80;
    // Cut first, as a character takes two units at most: a cell may print for ever without a line end.
    return [...(line.slice(0, 2 * columns).split("\n")[0] ?? "")].slice(0, columns - 1).join("");
  };
  const erase = (): string => live.map((_, place) => (place === 0 ? eraseLine : `${up}${eraseLine}`)).join("");
  return {
    isTerminal,
    print(lines) {
      const text = lines === "" || lines.endsWith("\n") ? lines : `${lines}\n`;
      sink.write(`${erase()}${text}${live.join("\n")}`);
    },
    setLive(...lines) {
      if (!isTerminal) return;
      // What scrolled away could not be erased.
      const next = lines
        .filter((line) => line !== "")
        .slice(0, Math.max(1, (sink.rows || 24) - 2))
        .map(clipped);
      if (next.join("\n") === live.join("\n")) return;
      sink.write(`${erase()}${next.join("\n")}`);
      live = next;
    },
  };
}
