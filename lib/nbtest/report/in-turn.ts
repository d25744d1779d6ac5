import type { Notebook } from "../notebook/types";
import type { NotebookEvent, Reporter, RunEvent } from "../run/events";
import { screenOn } from "./screen";
import { type TerminalOptions, terminalReporter } from "./terminal";

/** One notebook's report, held back until its turn comes. */
interface Held {
  readonly report: Reporter;
  text: string;
  hasEnded: boolean;
}

/**
 * Reports notebooks that run at once as if they ran one after the other: one is shown as it runs, the report of the
 * others is held back until their turn comes.
 */
export function inTurnReporter(options: TerminalOptions): Reporter {
  const { screen } = options;
  const waiting = new Map<Notebook, Held>();
  const flush = (): void => {
    for (const [notebook, held] of waiting) {
      if (held.text !== "") screen.print(held.text);
      held.text = "";
      if (!held.hasEnded) return; // its turn now
      waiting.delete(notebook);
    }
  };
  const begin = (notebook: Notebook): Held => {
    const held: Held = {
      text: "",
      hasEnded: false,
      report: terminalReporter({ ...options, screen: screenOn({ write: (text) => (held.text += text) }) }),
    };
    waiting.set(notebook, held);
    return held;
  };
  const isNotebooks = (event: RunEvent): event is NotebookEvent => "notebook" in event;
  return (event) => {
    if (!isNotebooks(event)) return;
    if (event.kind === "note" && !waiting.has(event.notebook)) return screen.print(`  ${event.text}\n`);
    const held = waiting.get(event.notebook) ?? begin(event.notebook);
    held.report(event);
    held.hasEnded ||= event.kind === "notebookEnd";
    flush();
  };
}
