import { readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { isRunning } from "./is-running";
import { writing } from "./write-errors";

/** A download on its way: a hidden file beside its goal, which no reader takes for the goal. */
export interface PartialFile {
  readonly path: string;
  /** Bytes that an earlier download left in it. */
  readonly bytes: number;
}

/**
 * The partial file of this process for a goal and a mirror. What an ended process left of the same file from the same
 * mirror becomes ours and can be continued; of another mirror it cannot, since mirrors compress differently.
 * @param goal the path that the file gets when it is complete
 */
export async function partialFile(goal: string, mirror: URL): Promise<PartialFile> {
  const stem = `.${basename(goal)}.${mirror.host.replace(/[^\w.-]/g, "_")}`;
  const path = join(dirname(goal), `${stem}.${process.pid}.part`);
  for (const { name, pid } of await partials(goal)) {
    if (!name.startsWith(`${stem}.`) || (pid !== process.pid && isRunning(pid))) continue;
    const left = join(dirname(goal), name);
    await writing(left, () => rename(left, path));
    break;
  }
  const bytes = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  return { path, bytes };
}

/** Deletes what ended processes and this one left of a file that is now complete. */
export async function clearPartials(goal: string): Promise<void> {
  for (const { name, pid } of await partials(goal)) {
    if (pid === process.pid || !isRunning(pid)) await rm(join(dirname(goal), name), { force: true });
  }
}

async function partials(goal: string): Promise<readonly { readonly name: string; readonly pid: number }[]> {
  const names = await readdir(dirname(goal));
  return names.flatMap((name) => {
    const pid = name.startsWith(`.${basename(goal)}.`) ? /\.(\d+)\.part$/.exec(name)?.[1] : undefined;
    return pid === undefined ? [] : [{ name, pid: Number(pid) }];
  });
}
