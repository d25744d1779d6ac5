import { emptyStream, type StreamText, writeStream } from "../notebook/stream-text";
import type { Paint } from "./paint";
import type { Screen } from "./screen";

/** Shows the text that a cell prints: finished lines stay, the one being written changes. */
export interface LiveStream {
  write(name: string, text: string): void;
  /** Prints whole text by itself, below what was written. */
  print(text: string): void;
  /** Prints the line being written. */
  finish(): void;
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, "    ");

/** Starts the text of one cell. What goes to stderr is yellow. */
export function liveStream(screen: Screen, paint: Paint): LiveStream {
  let stream: StreamText = emptyStream;
  let name = "stdout";
  const put = (text: string): void => {
    const body = text.endsWith("\n") ? text.slice(0, -1) : text;
    screen.print(`${indented(name === "stderr" ? body.replace(/^.+$/gm, paint.yellow) : body)}\n`);
  };
  const finish = (): void => {
    if (stream.line !== "") put(stream.line);
    stream = emptyStream;
    name = "stdout";
  };
  return {
    write(to, text) {
      if (to !== name) finish();
      name = to;
      stream = writeStream(stream, text);
      if (stream.done !== "") put(stream.done);
      stream = { ...stream, done: "" };
      screen.setLive(stream.line === "" ? "" : `    ${stream.line}`);
    },
    print(text) {
      finish();
      put(text);
    },
    finish,
  };
}
