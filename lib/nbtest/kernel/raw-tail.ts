import type { Readable } from "node:stream";

/** The end of what a process wrote outside the Jupyter protocol. */
export interface RawTail {
  /** At most the last 64,000 characters. */
  readonly text: string;
  /** Calls back with each new piece. */
  onText(listener: (piece: string) => void): void;
}

const longest = 64_000;

/** Collects the end of several streams, in the order of arrival. */
export function rawTail(streams: readonly Readable[]): RawTail {
  let text = "";
  const listeners: ((piece: string) => void)[] = [];
  for (const stream of streams) {
    stream.setEncoding("utf8");
    stream.on("data", (piece: string) => {
      text = (text + piece).slice(-longest);
      for (const listener of listeners) listener(piece);
    });
    stream.on("error", () => undefined);
  }
  return {
    get text() {
      return text;
    },
    onText(listener) {
      listeners.push(listener);
    },
  };
}
