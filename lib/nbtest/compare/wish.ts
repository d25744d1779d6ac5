import { suggestion } from "../words/nearest";
import { presetNames, presetsOf } from "./presets";
import type { CompareRules } from "./rules";

/** What a cell or a notebook says about comparing: not at all, or with these rules in place of the usual ones. */
export type CompareWish = false | Partial<CompareRules>;

const numberIn = (text: string, name: string, most = Number.POSITIVE_INFINITY): number => {
  const value = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value) && value <= most) return value;
  throw new TypeError(`${name} ${text}: accepted: a number from 0 ${most === 1 ? "to 1" : "on, such as 1e-3"}`);
};

const listIn = (text: string): readonly string[] =>
  text === "none"
    ? []
    : text
        .split(",")
        .map((item) => item.trim())
        .filter((item) => item !== "");

/** How each rule is read; each throws a TypeError with what is accepted. */
const readers: Readonly<Record<string, (text: string) => Partial<CompareRules>>> = {
  rtol: (text) => ({ rtol: numberIn(text, "rtol") }),
  atol: (text) => ({ atol: numberIn(text, "atol") }),
  pixels: (text) => ({ pixels: numberIn(text, "pixels", 1) }),
  presets(text) {
    const presets = text === "all" ? presetNames : presetsOf(text);
    if (!("unknown" in presets)) return { presets };
    throw new TypeError(`no preset ${presets.unknown}${suggestion(presets.unknown, presetNames)}`);
  },
  ignore: (text) => ({ ignore: listIn(text) }),
};

/**
 * Reads one rule.
 *
 * @throws TypeError if there is no such rule (with the nearest one), or it does not accept the value.
 */
export function ruleOf(name: string, text: string): Partial<CompareRules> {
  const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (read === undefined) throw new TypeError(`unknown rule ${name}${suggestion(name, Object.keys(readers))}`);
  return read(text);
}

/**
 * Reads rules such as `rtol=1e-3 presets=times,paths`.
 *
 * @throws TypeError as {@link ruleOf} does.
 */
export function rulesOf(text: string): Partial<CompareRules> {
  const pairs = text.split(/\s+/).filter((word) => word !== "");
  return Object.assign({}, ...pairs.map((pair) => ruleOf(pair.split("=")[0] ?? "", pair.slice(pair.indexOf("=") + 1))));
}
