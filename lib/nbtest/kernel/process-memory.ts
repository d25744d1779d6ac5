import { readdirSync, readFileSync, writeFileSync } from "node:fs";

/** The memory of a process and of those that it started. */
export interface ProcessMemory {
  /** Begins to look for the peak anew. */
  reset(): void;
  /** The most that was resident since `reset`, in bytes, summed over the processes; undefined where the system does not tell. */
  peak(): number | undefined;
}

/** A file of the process file system; undefined where there is none, or the process is gone. */
const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
};

function childrenOf(pid: number): readonly number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const listed = threads.map((thread) => read(`/proc/${pid}/task/${thread}/children`) ?? "");
    return listed.join(" ").split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

const treeOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(treeOf)];

/** Peak of the resident set, in kB (proc(5), VmHWM). */
const peakOf = (pid: number): number | undefined => {
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? "") ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes);
};

/** The memory of a process, by Linux's `/proc`: writing 5 to `clear_refs` sets the peak back to what is resident now (proc(5)). */
export const processMemory = (pid: number): ProcessMemory => ({
  reset() {
    for (const one of treeOf(pid)) {
      try {
        writeFileSync(`/proc/${one}/clear_refs`, "5");
      } catch {
        // Gone, or another system.
      }
    }
  },
  peak() {
    const peaks = treeOf(pid).map(peakOf);
    if (peaks[0] === undefined) return undefined;
    return 1024 * peaks.reduce<number>((sum, peak) => sum + (peak ?? 0), 0);
  },
});
