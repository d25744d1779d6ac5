import { type Preset, presetNames, replacementsIn } from "./presets";
import { type Replacement, replaceAll } from "./replacement";

/** How outputs are compared. */
export interface CompareRules {
  /** Two numbers are equal if they differ by at most `atol + rtol · |stored|`. */
  readonly rtol: number;
  readonly atol: number;
  /** Two pictures are equal if at most this share of their pixels differs, in [0, 1]. */
  readonly pixels: number;
  readonly presets: readonly Preset[];
  /** What is not compared: `stdout`, `stderr`, or MIME types. */
  readonly ignore: readonly string[];
  /** Made after those of the presets. */
  readonly replacements: readonly Replacement[];
}

/** What holds unless something else is asked for. */
export const defaultRules: CompareRules = {
  rtol: 1e-6,
  atol: 1e-9,
  pixels: 0.001,
  presets: presetNames,
  ignore: [],
  replacements: [],
};

/** A text without what may differ. */
export const cleaned = (text: string, { presets, replacements }: CompareRules): string =>
  replaceAll(text.replaceAll("\r\n", "\n"), [...replacementsIn(presets), ...replacements]);
