import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type PastTimes, pastTimesIn } from "../run/past-times";
import type { Job } from "../run/run-all";
import { shardOf } from "../run/shard";
import type { Arguments } from "./arguments";
import { cacheFolder } from "./cache-folder";
import { choiceOf, type Planned } from "./plan";
import { optional } from "./values";

/** What is to run, and where it is remembered how long it took. */
export interface Jobs {
  readonly jobs: readonly Job[];
  /** Remembers how long notebooks took. */
  remember(times: ReadonlyMap<string, number>): Promise<void>;
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);

/** Past times; a damaged file that nobody named is begun anew. */
async function timesFor({ times, size, cacheFolder: folder }: Arguments): Promise<PastTimes> {
  if (times !== undefined) return pastTimesIn({ file: times, ...optional("size", size) });
  const own = { file: join(await cacheFolder(folder), "times.json"), ...optional("size", size) };
  return pastTimesIn(own).catch(() => rm(own.file, { force: true }).then(() => pastTimesIn(own)));
}

/** The planned notebooks of this shard, with the options that each runs with. */
export async function jobsOf(plans: readonly Planned[], args: Arguments): Promise<Jobs> {
  const { timeoutMs, startTimeoutMs, env, compare, update, rules } = args;
  const past = await timesFor(args);
  const options = {
    timeoutMs,
    startTimeoutMs,
    env,
    compare,
    update,
    rules,
    choice: choiceOf(args),
    ...optional("notebookTimeoutMs", args.notebookTimeoutMs),
    ...optional("kernel", args.kernel),
    ...optional("cwd", args.cwd),
  };
  const jobs = plans.map(
    ({ notebook, parameters }): Job => ({
      notebook,
      options: { ...options, parameters },
      ...optional("expectedMs", past.of(notebook.path)),
    }),
  );
  const remember = args.shard === undefined ? past.add : () => Promise.resolve();
  if (args.shard === undefined) return { jobs, remember };
  // Parts must be the same on every machine: times count only from a file that was named, else the number of cells.
  const known = args.times === undefined ? [] : jobs.flatMap(({ expectedMs }) => expectedMs ?? []);
  const weighed = jobs.map((job) => ({
    job,
    name: job.notebook.path,
    weight:
      known.length > 0
        ? (job.expectedMs ?? mean(known))
        : 1 + job.notebook.cells.filter(({ type }) => type === "code").length,
  }));
  return { jobs: shardOf(weighed, args.shard).map(({ job }) => job), remember };
}
