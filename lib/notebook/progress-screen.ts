import { randomUUID } from "node:crypto";
import { escapeHtml } from "../plotting/table";
import { inKernel, sendDisplay } from "./tslab-display";

/** Where progress is seen. */
export interface Screen {
  /** Replaces the line; `share` of the epoch in [0, 1]. */
  readonly update: (line: string, share: number) => void;
  /** A finished epoch's line. */
  readonly epoch: (line: string) => void;
  /** The line that stays. */
  readonly end: (line: string) => void;
}

const bar = (line: string, share: number): string =>
  '<div style="display: flex; align-items: center; gap: 8px; font-family: monospace; white-space: pre">' +
  '<div style="flex: none; width: 120px; height: 10px; border: 1px solid #787878; border-radius: 3px">' +
  `<div style="width: ${(100 * share).toFixed(1)}%; height: 100%; background: #0072b2"></div></div>` +
  `<div>${escapeHtml(line)}</div></div>`;

/** One output below the cell, replaced in place. */
function notebookScreen(): Screen {
  const id = randomUUID(); // never stored; another kernel's displays must not answer to it
  let update = false;
  const send = (html: string, line: string): void => {
    sendDisplay({ data: { "text/html": html, "text/plain": line } }, { id, update });
    update = true;
  };
  return {
    update: (line, share) => send(bar(line, share), line),
    epoch: () => {},
    end: (line) => send(`<div style="font-family: monospace">${escapeHtml(line)}</div>`, line),
  };
}

/** What a screen writes text to. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** One line, rewritten; cut to the terminal's width, as a wrapped line could not be rewritten. */
function terminalScreen(output: Output): Screen {
  const rewrite = (line: string): string => `\r\u001b[2K${line.slice(0, (output.columns ?? 120) - 1)}`; // erase the line
  return {
    update: (line) => output.write(rewrite(line)),
    epoch: () => {},
    end: (line) => output.write(`\r\u001b[2K${line}\n`),
  };
}

/** One line per epoch, for files and pipes. */
const logScreen = (output: Output): Screen => ({
  update: () => {},
  epoch: (line) => output.write(`${line}\n`),
  end: (line) => output.write(`${line}\n`),
});

/** The screen of this process: the running cell, else a terminal, else a file or pipe. */
export function screenFor(output: Output): Screen {
  if (inKernel()) return notebookScreen();
  return output.isTTY === true ? terminalScreen(output) : logScreen(output);
}
