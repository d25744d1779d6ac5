import type { Context } from "../command";

/** What a check found. */
export interface Finding {
  /** right; worth knowing, but nothing that fails; wrong: something will fail. */
  readonly state: "right" | "note" | "wrong";
  readonly text: string;
  /** What to do about it, each line a way. */
  readonly cure?: readonly string[];
}

/** One thing that `dark-knowledge doctor` looks at. */
export interface Check {
  readonly name: string;
  readonly look: (context: Context) => Promise<Finding>;
}
