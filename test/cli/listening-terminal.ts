import type { Context } from "../../lib/cli/command";
import type { Terminal } from "../../lib/cli/terminal";

/** A terminal that keeps what it is told. */
export interface ListeningTerminal extends Terminal {
  readonly printed: string[];
  readonly complaints: string[];
}

export function listeningTerminal(): ListeningTerminal {
  const printed: string[] = [];
  const complaints: string[] = [];
  return {
    printed,
    complaints,
    isLive: false,
    print: (line) => void printed.push(line),
    complain: (line) => void complaints.push(line),
    status: () => {},
  };
}

/** What a command works with, in an environment of its own. */
export const contextIn = (
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal = new AbortController().signal,
): Context & { readonly terminal: ListeningTerminal } => ({ terminal: listeningTerminal(), environment, signal });
