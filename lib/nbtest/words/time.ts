const milliseconds = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

// A timer cannot wait longer.
const longest = 2 ** 31 - 1;

/** What a time may look like, for messages. */
export const acceptedTime = "a number above 0 with ms, s, m or h, such as 90s or 10m";

/** Reads a time such as `90s`, `1.5m` or `250ms`, in milliseconds; undefined if it is none, 0, or longer than 24 days. */
export function timeOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const time = match === null ? 0 : Number(match[1]) * milliseconds[match[2] as keyof typeof milliseconds];
  return time > 0 && time <= longest ? time : undefined;
}
