import { UsageError } from "./usage-error";

const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

// A timer cannot wait longer.
const longest = 2 ** 31 - 1;

/**
 * Reads a time such as `90s`, `1.5m` or `250ms`, in milliseconds.
 *
 * @throws UsageError naming the option, if it is none, 0, or longer than 24 days.
 */
export function parseTime(text: string, option: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const time = match === null ? 0 : Number(match[1]) * milliseconds[match[2] as keyof typeof milliseconds];
  if (time > 0 && time <= longest) return time;
  throw new UsageError(
    `${option} ${text}: not a time; accepted: a number above 0 with ms, s, m or h, such as 90s or 10m`,
  );
}
