/** Colours of a report. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const code =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const plain = (text: string): string => text;

/** Colours for a terminal, or none. */
export const paint = (coloured: boolean): Paint =>
  coloured
    ? { red: code(31, 39), green: code(32, 39), yellow: code(33, 39), dim: code(2, 22), bold: code(1, 22) }
    : { red: plain, green: plain, yellow: plain, dim: plain, bold: plain };

/** Whether to colour: `NO_COLOR` forbids it, `FORCE_COLOR` demands it, else a terminal gets colours. */
export function wantsColour(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0";
  return isTerminal && env.TERM !== "dumb";
}
