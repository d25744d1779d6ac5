import type { Sink } from "../report/screen";
import type { Option } from "./option";
import type { Values } from "./values";

/** A command of nbtest that is not the running of notebooks: `nbtest check …`. */
export interface Subcommand {
  readonly name: string;
  /** What it does, for the help. */
  readonly about: string;
  readonly options: readonly Option[];
  /** Does it for the notebooks that were found, and returns the exit code. */
  readonly run: (paths: readonly string[], values: Values, sink: Sink) => Promise<number>;
}
