import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { exists } from "../files/exists";
import { lock } from "../files/lock-file";
import { clearPartials, type PartialFile, partialFile } from "../files/partial-file";
import { writing } from "../files/write-errors";
import { checkFingerprint, fingerprintOf } from "./fingerprint";
import { type Fault, receive } from "./receive";
import type { SourceFile } from "./sources";

export interface DownloadOptions {
  /** Made if it is not there. */
  readonly folder: string;
  /** Addresses that the file's name is appended to, tried in this order. */
  readonly mirrors: readonly string[];
  readonly log: (line: string) => void;
  /** Milliseconds without a byte after which a mirror is given up; 30,000 by default. */
  readonly patience?: number;
}

/**
 * Brings a file of a data set into a folder, unless it is there. It arrives under a temporary name, is unpacked and
 * compared with its length and SHA-256, and only then gets its name, so that a file of that name is always whole. One
 * process downloads, others wait for it. A transfer that was cut off is continued by the next call.
 * @throws Error that names the folder if it cannot be written, or each mirror and what it did if none gave the file
 */
export async function download(file: SourceFile, options: DownloadOptions): Promise<void> {
  const { folder, mirrors, log } = options;
  const goal = join(folder, file.name);
  await writing(folder, () => mkdir(folder, { recursive: true }));
  const unlock = await lock(`${goal}.lock`, log);
  try {
    if (await exists(goal)) return; // by the process that was waited for
    const faults: string[] = [];
    for (const mirror of mirrors) {
      const url = new URL(file.name, mirror);
      const fault = await fromMirror(url, file, goal, options);
      if (fault === undefined) return;
      faults.push(`${url} ${fault}`);
      log(faults.at(-1) as string);
    }
    throw new Error(
      `${file.name} could not be downloaded: ${faults.join("; ")}. ` +
        `Call again to try once more, or put the file into ${folder} by hand`,
    );
  } finally {
    await unlock();
  }
}

/** Tries one mirror; what it did wrong, or undefined when the file stands under its name. */
async function fromMirror(
  url: URL,
  file: SourceFile,
  goal: string,
  options: DownloadOptions,
): Promise<string | undefined> {
  const { folder, log } = options;
  const into = await partialFile(goal, url);
  log(`${file.name}: ${into.bytes > 0 ? `continuing at byte ${into.bytes}` : "downloading"} from ${url.host}`);
  const fault = await receiveChecked(url, file, into, options);
  if (fault === undefined) {
    await writing(goal, () => rename(into.path, goal));
    await clearPartials(goal);
    log(`${file.name}: complete and checked, in ${folder}`);
    return undefined;
  }
  if (fault.usable) return fault.text;
  await rm(into.path, { force: true });
  // What an earlier call left may not have been the beginning of this file: once more, from the start.
  return into.bytes > 0 ? fromMirror(url, file, goal, options) : fault.text;
}

async function receiveChecked(
  url: URL,
  file: SourceFile,
  into: PartialFile,
  { log, patience = 30_000 }: DownloadOptions,
): Promise<Fault | undefined> {
  // gzip adds a header, and five bytes to each block that it cannot make smaller.
  const limit = Math.ceil(file.bytes * 1.01) + 1024;
  try {
    const fault = await receive(url, { into, limit, patience, progress: quarters(file.name, log) });
    if (fault !== undefined) return fault;
  } catch (cause) {
    await rm(into.path, { force: true }); // a full disk gets its room back
    throw cause;
  }
  try {
    checkFingerprint(into.path, await fingerprintOf(into.path), file);
    return undefined;
  } catch (cause) {
    const text = (cause as Error).message.replace(into.path, "the file sent");
    return { text: `did not send the published file: ${text}`, usable: false };
  }
}

/** Says a line at each quarter of a download whose length is known. */
function quarters(name: string, log: (line: string) => void): (bytes: number, total: number | undefined) => void {
  let said = 0;
  return (bytes, total) => {
    const quarter = total === undefined ? 0 : Math.floor((4 * bytes) / total);
    if (quarter > said) log(`${name}: ${25 * quarter} % of ${((total as number) / 1e6).toFixed(1)} MB`);
    said = Math.max(said, quarter);
  };
}
