import type { Command } from "./command";

/** A command by name, and how its file is loaded; only the one that is called is. */
export interface CommandEntry {
  readonly name: string;
  /** What it does, in the list of all. */
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** Every command: a new one is a file and a line here. */
export const commands: readonly CommandEntry[] = [
  {
    name: "doctor",
    summary: "says what is right and what is not, and what to do about it",
    load: async () => (await import("./doctor/command")).doctor,
  },
  {
    name: "tensorflow",
    summary: "installs libtensorflow, the faster engine, for this user",
    load: async () => (await import("./tensorflow/command")).tensorflow,
  },
];
