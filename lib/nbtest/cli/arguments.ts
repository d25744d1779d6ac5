import type { CompareRules } from "../compare/rules";
import type { Shard } from "../run/shard";

/** What the command line and the config file ask for. */
export interface Arguments {
  readonly paths: readonly string[];
  readonly exclude: readonly string[];
  readonly allowEmpty: boolean;
  readonly shard?: Shard;
  readonly cacheFolder?: string;
  /** File of past times. */
  readonly times?: string;
  readonly kernel?: string;
  readonly cells: readonly string[];
  readonly until?: string;
  readonly size?: string;
  readonly parameterFile?: string;
  /** Values of `-p`, as written. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Working directory of the kernels. */
  readonly cwd?: string;
  readonly timeoutMs: number;
  readonly notebookTimeoutMs?: number;
  readonly startTimeoutMs: number;
  readonly parallel: number;
  readonly retries: number;
  readonly verbose: boolean;
  /** Whether outputs are compared with the stored ones, where neither cell nor notebook says so. */
  readonly compare: boolean;
  /** Whether stored outputs that differ are renewed. */
  readonly update: boolean;
  readonly rules: CompareRules;
  readonly output?: string;
  readonly html: boolean;
  readonly write: boolean;
}
