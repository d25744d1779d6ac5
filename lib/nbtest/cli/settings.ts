import { acceptedTime, timeOf } from "../words/time";
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
