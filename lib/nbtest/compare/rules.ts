import { type Preset, presetNames } from "./presets";
import type { Replacement } from "./replacement";

/** How outputs are compared. */
export interface CompareRules {
  /** Two numbers are equal if they differ by at most `atol + rtol · |stored|`. */
  readonly rtol: number;
  readonly atol: number;
  readonly presets: readonly Preset[];
  /** Made after those of the presets. */
  readonly replacements: readonly Replacement[];
}

/** What holds unless something else is asked for. */
export const defaultRules: CompareRules = { rtol: 1e-6, atol: 1e-9, presets: presetNames, replacements: [] };
