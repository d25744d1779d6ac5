import type { MimeBundle } from "../notebook/types";
import { drawingLines } from "./drawing";
import { settledJson, tidyJson } from "./json";
import { sameDrawing, sameLine } from "./numbers";
import { pictureDifference } from "./picture";
import { type CompareRules, cleaned } from "./rules";
import { sameLines, unifiedDiff } from "./text-diff";

/** How one output differs from what is stored. */
export interface Difference {
  /** What differs: `stdout`, or `output 2, image/svg+xml`. */
  readonly title: string;
  /** A unified diff, or a sentence. */
  readonly diff: string;
}

/** Coordinates are rounded when they are printed: how far they may differ in any case. */
const roundedTo = 0.01;

/** How two texts differ; undefined if they do not. */
export function textDifference(stored: string, fresh: string, rules: CompareRules): string | undefined {
  const same = (one: string, other: string): boolean => sameLine(one, other, rules);
  const [one, other] = [cleaned(stored, rules), cleaned(fresh, rules)];
  return sameLines(one, other, same) ? undefined : unifiedDiff(one, other, same);
}

function jsonDifference(stored: unknown, fresh: unknown, rules: CompareRules): string | undefined {
  const tidy = tidyJson(stored, rules);
  const settled = settledJson(tidy, tidyJson(fresh, rules), rules);
  const [one, other] = [tidy, settled].map((value) => JSON.stringify(value, null, 1) ?? "");
  return one === other ? undefined : unifiedDiff(one ?? "", other ?? "", (a, b) => a === b);
}

function drawingDifference(stored: string, fresh: string, rules: CompareRules): string | undefined {
  const [one, other] = [drawingLines(stored, rules), drawingLines(fresh, rules)];
  if (one === undefined || other === undefined) return textDifference(stored, fresh, rules);
  const tolerance = { rtol: rules.rtol, atol: Math.max(rules.atol, roundedTo) };
  const same = (a: string, b: string): boolean => sameDrawing(a, b, tolerance);
  const [left, right] = [one.join("\n"), other.join("\n")];
  return sameLines(left, right, same) ? undefined : unifiedDiff(left, right, same);
}

/** How two values of a MIME type differ; undefined if they do not. */
export function valueDifference(
  type: string,
  stored: unknown,
  fresh: unknown,
  rules: CompareRules,
): string | undefined {
  if (typeof stored !== "string" || typeof fresh !== "string" || /^application\/(?:.*\+)?json$/.test(type))
    return jsonDifference(stored, fresh, rules);
  if (type === "image/svg+xml") return drawingDifference(stored, fresh, rules);
  if (type === "image/png") return pictureDifference(stored, fresh, rules.pixels);
  if (type.startsWith("text/") || type === "application/javascript") return textDifference(stored, fresh, rules);
  return stored.trim() === fresh.trim() ? undefined : "their bytes differ";
}

/** How two bundles differ, type by type. */
export function dataDifferences(
  title: string,
  stored: MimeBundle,
  fresh: MimeBundle,
  rules: CompareRules,
): readonly Difference[] {
  const types = [...new Set([...Object.keys(stored), ...Object.keys(fresh)])].filter(
    (type) => !rules.ignore.includes(type),
  );
  return types.flatMap((type): readonly Difference[] => {
    const named = `${title}, ${type}`;
    if (!Object.hasOwn(fresh, type)) return [{ title: named, diff: "stored, but not shown any more" }];
    if (!Object.hasOwn(stored, type)) return [{ title: named, diff: "shown, but not stored" }];
    const diff = valueDifference(type, stored[type], fresh[type], rules);
    return diff === undefined ? [] : [{ title: named, diff }];
  });
}
