import type { Replacement } from "./replacement";

const clock = String.raw`[0-2]?\d:[0-5]\d:[0-5]\d(?:[.,]\d+)?`;
const zone = String.raw`(?: ?(?:Z|[+-]\d\d:?\d\d|UTC|GMT)\b)?`;
const weekday = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const number = String.raw`\d[\d,_]*(?:\.\d+)?(?:e[+-]?\d+)?`;
const unit = "(?:ns|µs|us|ms|s|secs?|seconds?|mins?|minutes?|h|hours?|days?)";

/** What in a text may differ from run to run and machine to machine, and what is put in its place, by name. */
export const presets = {
  // First, so that the others see plain text. ECMA-48: operating system commands, such as links, and control sequences.
  ansi: [
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are made of them
    { pattern: /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b\[[0-?]*[ -/]*[@-~]/g, by: "" },
  ],
  times: [
    {
      pattern: new RegExp(String.raw`\b\d{4}-\d\d-\d\d[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?${zone}`, "g"),
      by: "<time>",
    },
    {
      pattern: new RegExp(
        String.raw`\b${weekday},? [\w ]{5,6},? \d{4} ${clock}(?: GMT(?:[+-]\d{4})?)?(?: \([^)\n]*\))?`,
        "g",
      ),
      by: "<time>",
    },
    { pattern: /\b\d{4}-\d\d-\d\d\b/g, by: "<date>" },
    { pattern: new RegExp(String.raw`\b(?:${clock}(?: ?[AP]M\b)?|[0-2]?\d:[0-5]\d ?[AP]M\b)`, "g"), by: "<time>" },
  ],
  durations: [
    {
      pattern: new RegExp(
        String.raw`(?<![\w.])${number}[ \u00a0]?${unit}(?:[ \u00a0]?${number}[ \u00a0]?${unit})*(?![\w/])`,
        "g",
      ),
      by: "<duration>",
    },
  ],
  frames: [
    { pattern: /^[ \t]+at [^\n]*(?:\n[ \t]+at [^\n]*)*/gm, by: "    <stack>" },
    { pattern: /\bevalmachine\.<anonymous>(?::\d+)*/g, by: "<cell>" },
    { pattern: /^[ \t]*File [^\n]*, line \d+[^\n]*$/gm, by: "    <stack>" },
  ],
  paths: [
    { pattern: /\bfile:\/\/[^\s"'()<>]+/g, by: "<path>" },
    { pattern: /(?<![\w.~/:<])~?(?:\/[\p{L}\p{N}._@+%-]+){2,}\/?/gu, by: "<path>" },
    { pattern: /\b[A-Za-z]:\\(?:[^\s:"'<>|*?\\/]+[\\/])*[^\s:"'<>|*?\\/]*/g, by: "<path>" },
  ],
  addresses: [
    { pattern: /\b0x[\da-fA-F]{4,}\b/g, by: "<address>" },
    { pattern: /\b(?:localhost|127\.0\.0\.1):\d{2,5}\b|\[::1\]:\d{2,5}\b/g, by: "<host>" },
  ],
  uuids: [{ pattern: /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi, by: "<uuid>" }],
} as const satisfies Readonly<Record<string, readonly Replacement[]>>;

/** The name of a preset. */
export type Preset = keyof typeof presets;

/** All presets, in the order in which they are applied. */
export const presetNames = Object.keys(presets) as readonly Preset[];

/** The replacements of some presets, in the order in which they must be made. */
export const replacementsIn = (names: readonly Preset[]): readonly Replacement[] =>
  presetNames.filter((name) => names.includes(name)).flatMap((name): readonly Replacement[] => presets[name]);

/** Reads names of presets separated by commas, or `none`; the first unknown name instead, if there is one. */
export function presetsOf(text: string): readonly Preset[] | { readonly unknown: string } {
  const names = text === "none" ? [] : text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(presets, name));
  return unknown === undefined ? (names as readonly Preset[]) : { unknown };
}
