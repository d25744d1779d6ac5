import { type AnsiState, nextState, plainState, spanAttributes } from "./ansi-style";
import { escapeHtml } from "./escape";

const ESC = "\u001b";
const BELL = "\u0007";
// CSI sequences, OSC strings (links, titles) up to their end, and two-character escapes.
const ESCAPE = new RegExp(
  `${ESC}(?:\\[([\\d;:<=>?]*)[ -/]*([@-~])|\\][^${BELL}${ESC}]*(?:${BELL}|${ESC}\\\\)?|[ -/]*[0-Z\\\\^-~])`,
  "g",
);

const withoutControls = (text: string): string =>
  text.replace(/\p{Cc}/gu, (control) => (control === "\n" || control === "\t" ? control : ""));

/** One line after its carriage returns, each of which puts the cursor back to the line's start. */
function settledLine(line: string): string {
  const parts = line.split("\r").filter((part) => part !== "");
  // Where colours stand between the characters, columns can't be counted simply: the last writing is what shows.
  if (line.includes(ESC)) return parts.at(-1) ?? "";
  return parts.reduce((shown, part) => part + shown.slice(part.length), "");
}

/** Terminal text as a terminal leaves it: what follows a carriage return is written over the line. */
const settled = (text: string): string =>
  text.includes("\r") ? text.replaceAll("\r\n", "\n").split("\n").map(settledLine).join("\n") : text;

const written = (text: string, state: AnsiState): string => {
  const shown = escapeHtml(withoutControls(text));
  const attributes = spanAttributes(state);
  return shown === "" || attributes === "" ? shown : `<span${attributes}>${shown}</span>`;
};

/** Terminal text → HTML with its colours as spans; every other escape sequence is left out. */
export function ansiHtml(text: string): string {
  const source = settled(text);
  const parts: string[] = [];
  let state = plainState;
  let at = 0;
  for (const found of source.matchAll(ESCAPE)) {
    const { index = 0 } = found;
    parts.push(written(source.slice(at, index), state));
    if (found[2] === "m") state = nextState(state, found[1] ?? "");
    at = index + found[0].length;
  }
  return parts.join("") + written(source.slice(at), state);
}
