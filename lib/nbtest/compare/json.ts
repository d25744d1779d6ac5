import { isRecord } from "../wire/message";
import { sameLine, sameNumber } from "./numbers";
import { type CompareRules, cleaned } from "./rules";

/** A JSON value with texts cleaned and the members of objects in the order of their names. */
export function tidyJson(value: unknown, rules: CompareRules): unknown {
  if (typeof value === "string") return cleaned(value, rules);
  if (Array.isArray(value)) return value.map((item) => tidyJson(item, rules));
  if (!isRecord(value)) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, item]) => [name, tidyJson(item, rules)]));
}

/** The fresh value with all that is as good as stored replaced by it: what is left differs for good. Both tidy. */
export function settledJson(stored: unknown, fresh: unknown, rules: CompareRules): unknown {
  if (typeof stored === "number" && typeof fresh === "number") return sameNumber(stored, fresh, rules) ? stored : fresh;
  if (typeof stored === "string" && typeof fresh === "string") return sameLine(stored, fresh, rules) ? stored : fresh;
  if (Array.isArray(stored) && Array.isArray(fresh))
    return fresh.map((item, place) => (place < stored.length ? settledJson(stored[place], item, rules) : item));
  if (!isRecord(stored) || !isRecord(fresh) || Array.isArray(stored) || Array.isArray(fresh)) return fresh;
  return Object.fromEntries(
    Object.entries(fresh).map(([name, item]) => [
      name,
      Object.hasOwn(stored, name) ? settledJson(stored[name], item, rules) : item,
    ]),
  );
}
