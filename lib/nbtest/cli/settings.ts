import { type CompareRules, defaultRules } from "../compare/rules";
import { ruleOf } from "../compare/wish";
import type { Shard } from "../run/shard";
import { acceptedTime, timeOf } from "../words/time";
import type { Config } from "./config";
import { UsageError } from "./usage-error";
import type { Values } from "./values";

/** A time in milliseconds. */
export function timeIn(values: Values, name: `--${string}`): number | undefined {
  const text = values.one(name);
  const time = text === undefined ? undefined : timeOf(text);
  if (text !== undefined && time === undefined)
    throw new UsageError(`${name} ${text}: not a time; accepted: ${acceptedTime}`);
  return time;
}

/** `NAME=VALUE`s; the last of one name counts. */
export function pairsIn(values: Values, name: "--parameter" | "--env"): Readonly<Record<string, string>> {
  const pairs = values.all(name).map((text): [string, string] => {
    const [, key, value] = /^([\p{L}_$][\p{L}\d_$]*)=([\s\S]*)$/u.exec(text) ?? [];
    if (key !== undefined && value !== undefined) return [key, value];
    const [typed, example] = name === "--env" ? ["--env", "OMP_NUM_THREADS=1"] : ["-p", "epochs=2"];
    throw new UsageError(`${typed} ${text}: accepted: name=value, such as ${typed} ${example}`);
  });
  return Object.fromEntries(pairs);
}

/** A whole number, at least `least`. */
export function countIn(values: Values, name: `--${string}`, least: number): number | undefined {
  const text = values.one(name);
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`${name} ${text}: accepted: a whole number from ${least} on`);
}

/** The part of the notebooks that is to run. */
export function shardIn(values: Values): Shard | undefined {
  const text = values.one("--shard");
  if (text === undefined) return undefined;
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index >= 1 && shard.index <= shard.count) return shard;
  throw new UsageError(`--shard ${text}: accepted: I/N with I from 1 to N, such as 2/5`);
}

/** How outputs are to be compared. */
export function rulesIn(values: Values, { replacements }: Config): CompareRules {
  const given = (["rtol", "atol", "pixels", "presets", "ignore"] as const).map((name) => {
    const text = values.one(`--${name}`);
    try {
      return text === undefined ? {} : ruleOf(name, text);
    } catch (error) {
      throw new UsageError(`--${name} ${text}: ${(error as Error).message.replace(`${name} ${text}: `, "")}`);
    }
  });
  return Object.assign({ ...defaultRules, replacements }, ...given);
}
