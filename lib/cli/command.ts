import type { Terminal } from "./terminal";

/** What an option is, and what the help says of it. */
export type Option =
  | { readonly type: "boolean"; readonly help: string }
  | { readonly type: "string"; readonly value: string; readonly help: string };

export type Options = Readonly<Record<string, Option>>;

/** What was given for each option. */
export type Given<O extends Options> = {
  readonly [Name in keyof O]: O[Name]["type"] extends "boolean" ? boolean : string | undefined;
};

/** What a command works with. */
export interface Context {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** A command of `dark-knowledge`. */
export interface Command {
  /** Sentences under the usage line of its help. */
  readonly about: string;
  readonly options: Options;
  /** What may stand behind the options, as in the usage line: `[FOLDER]`. Nothing may where absent. */
  readonly operands?: string;
  /** @returns the exit code */
  readonly run: (given: Given<Options>, context: Context, operands: readonly string[]) => Promise<number>;
}

/** A command whose `run` is given its own options' types. */
export const command = <O extends Options>(
  parts: Omit<Command, "options" | "run"> & {
    readonly options: O;
    readonly run: (given: Given<O>, context: Context, operands: readonly string[]) => Promise<number>;
  },
): Command => parts as unknown as Command;
