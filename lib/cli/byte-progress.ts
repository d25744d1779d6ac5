import { sizeText } from "./size-text";
import type { Terminal } from "./terminal";

/** Milliseconds between two rewritings of a line. */
const PAUSE = 100;

/** Bytes from which on each quarter gets a line. */
const LARGE = 200e6;

/**
 * Says how far something is: a line rewritten in place where a person watches, else a line at each quarter of a large
 * known total.
 * @returns told the bytes done so far
 */
export function byteProgress(terminal: Terminal, what: string, total: number | undefined): (bytes: number) => void {
  let rewritten = 0;
  let said = 0;
  return (bytes) => {
    const text = total === undefined ? sizeText(bytes) : `${sizeText(bytes)} of ${sizeText(total)}`;
    if (terminal.isLive) {
      if (performance.now() - rewritten < PAUSE) return;
      rewritten = performance.now();
      terminal.status(`${what}: ${text}`);
      return;
    }
    const quarter = total === undefined || total < LARGE ? 0 : Math.floor((4 * bytes) / total);
    if (quarter > said && quarter < 4) terminal.print(`${what}: ${text}`);
    said = Math.max(said, quarter);
  };
}
