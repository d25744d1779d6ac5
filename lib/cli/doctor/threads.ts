import { readFile } from "node:fs/promises";
import { defaultThreads } from "../../compile/engine";
import type { Check, Finding } from "./check";

/** What Linux grants the group of this process: `200000 100000` is two cores, `max 100000` all. */
const LIMIT = "/sys/fs/cgroup/cpu.max";

/** How many cores a container's limit amounts to; undefined where there is none. */
export function coresOf(limit: string): number | undefined {
  const [quota, period] = limit.trim().split(" ").map(Number);
  const cores = (quota ?? Number.NaN) / (period ?? Number.NaN);
  return Number.isFinite(cores) && cores > 0 ? cores : undefined;
}

/** @param granted cores that a container may use; undefined: all */
export function threadsFinding(threads: number, granted: number | undefined): Finding {
  if (granted === undefined || Math.ceil(granted) >= threads) {
    return { state: "right", text: `${threads}, one for each core; useEngine({ threads }) sets another number` };
  }
  const right = Math.max(1, Math.floor(granted));
  return {
    state: "note",
    text: `${threads}, but this container is granted ${granted} of the cores, so the threads wait for each other`,
    cure: [`useEngine({ threads: ${right} })`],
  };
}

export const threads: Check = {
  name: "threads",
  look: async () => threadsFinding(defaultThreads(), coresOf(await readFile(LIMIT, "utf8").catch(() => ""))),
};
