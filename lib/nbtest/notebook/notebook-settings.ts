import { type CompareWish, ruleOf } from "../compare/wish";
import { isRecord } from "../wire/message";
import { suggestion } from "../words/nearest";
import { acceptedTime, timeOf } from "../words/time";
import { NotebookError } from "./notebook-error";
import type { Notebook } from "./types";

/** What a notebook's metadata asks of the runner, besides its sizes. */
export interface NotebookSettings {
  /** For each of its cells. */
  readonly timeoutMs?: number;
  /** For all of them together. */
  readonly notebookTimeoutMs?: number;
  /** Names of rules of `nbtest check` that it is excused from. */
  readonly allow: readonly string[];
  /** Whether and how the outputs of its cells are compared with the stored ones. */
  readonly compare?: CompareWish;
}

const keys = ["sizes", "timeout", "notebookTimeout", "compare", "allow"] as const;

/** `true`, `false`, or an object of rules: numbers, texts, or lists of texts. */
function compareIn(value: unknown, path: string): CompareWish | undefined {
  if (value === undefined || value === false) return value;
  if (value === true) return {};
  try {
    if (!isRecord(value)) throw new TypeError("accepted: true, false, or an object of rules");
    const rules = Object.entries(value).map(([name, rule]) =>
      ruleOf(name, Array.isArray(rule) ? rule.join(",") || "none" : String(rule)),
    );
    return Object.assign({}, ...rules);
  } catch (error) {
    throw new NotebookError(
      `${path}: metadata.nbtest.compare is ${JSON.stringify(value)}: ${(error as Error).message}`,
    );
  }
}

/**
 * Reads a notebook's metadata: `nbtest.timeout`, `nbtest.notebookTimeout`, `nbtest.compare`, and, as nbmake does, `execution.timeout` in
 * seconds.
 *
 * @throws NotebookError for an unknown key in `nbtest` (with the nearest known one), or a wrong value.
 */
export function notebookSettingsOf({ path, metadata }: Notebook): NotebookSettings {
  const own = metadata.nbtest ?? {};
  if (!isRecord(own))
    throw new NotebookError(`${path}: metadata.nbtest is ${JSON.stringify(own)}; accepted: an object`);
  const unknown = Object.keys(own).find((key) => !(keys as readonly string[]).includes(key));
  if (unknown !== undefined)
    throw new NotebookError(`${path}: metadata.nbtest: unknown key ${unknown}${suggestion(unknown, keys)}`);
  const timeIn = (key: "timeout" | "notebookTimeout"): number | undefined => {
    const value = own[key];
    const time = typeof value === "string" ? timeOf(value) : undefined;
    if (value !== undefined && time === undefined)
      throw new NotebookError(
        `${path}: metadata.nbtest.${key} is ${JSON.stringify(value)}; accepted: a text with ${acceptedTime}`,
      );
    return time;
  };
  const seconds = isRecord(metadata.execution) ? metadata.execution.timeout : undefined;
  const foreign = typeof seconds === "number" && seconds > 0 ? seconds * 1000 : undefined; // -1 is nbclient's "none"
  const compare = compareIn(own.compare, path);
  const [timeoutMs, notebookTimeoutMs] = [timeIn("timeout") ?? foreign, timeIn("notebookTimeout")];
  const { allow = [] } = own;
  if (!Array.isArray(allow) || allow.some((rule) => typeof rule !== "string"))
    throw new NotebookError(`${path}: metadata.nbtest.allow is ${JSON.stringify(allow)}; accepted: a list of rules`);
  return {
    allow,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(notebookTimeoutMs === undefined ? {} : { notebookTimeoutMs }),
    ...(compare === undefined ? {} : { compare }),
  };
}
