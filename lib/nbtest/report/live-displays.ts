import { displayIdOf } from "../notebook/output-entry";
import type { Message } from "../wire/message";
import { bundleText } from "./bundle-text";
import type { Screen } from "./screen";

/** A display that is updated in place, and what was last printed of it. */
interface LiveDisplay {
  text: string;
  printed: string | undefined;
  printedAt: number;
}

/** Shows what a cell displays: once what stays, and what is updated as a line that changes. */
export interface LiveDisplays {
  show(message: Message): void;
  /** Prints the last state of each display. */
  finish(): void;
}

/** How often a display that changes is printed where no line can change. */
const printEveryMs = 5000;

/** Starts the displays of one cell; `print` prints text that stays. */
export function liveDisplays(screen: Screen, print: (text: string) => void): LiveDisplays {
  const displays = new Map<string, LiveDisplay>();
  const commit = (display: LiveDisplay): void => {
    if (display.printed === display.text) return;
    print(display.text);
    display.printed = display.text;
    display.printedAt = Date.now();
  };
  const renew = (id: string, text: string): void => {
    const first = { text, printed: undefined, printedAt: screen.isTerminal ? Number.POSITIVE_INFINITY : 0 };
    const display: LiveDisplay = displays.get(id) ?? first;
    displays.set(id, display);
    display.text = text;
    screen.setLive(`    ${text}`);
    if (Date.now() - display.printedAt >= printEveryMs) commit(display);
  };
  return {
    show(message) {
      const id = displayIdOf(message);
      const text = bundleText(message);
      if (text === "") return;
      if (id === undefined) print(text);
      else renew(id, text);
    },
    finish() {
      for (const display of displays.values()) commit(display);
    },
  };
}
