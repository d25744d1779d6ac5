import { open, readFile, rm, stat, utimes } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { isRunning } from "./is-running";
import { writing } from "./write-errors";

/** Milliseconds: how often a waiting process looks, how often the holder touches its lock, when an untouched one is void. */
const [look, beat, voidAfter] = [100, 5_000, 60_000];

/**
 * Waits until this process is the only one that holds the lock, and returns what gives it back. The lock is a file with
 * the holder's process number and machine; it is void when that process has ended, or was not heard of for a minute.
 * Two processes that find the same void lock at the same moment may both get it: what is written under it must go to
 * names of their own and arrive by renaming.
 * @param log told once whom it waits for
 * @throws Error that names the folder if it cannot be written
 */
export async function lock(path: string, log: (line: string) => void): Promise<() => Promise<void>> {
  const me = `${process.pid} ${hostname()}`;
  let told = false;
  while (!(await taken(path, me))) {
    const holder = await holderOf(path);
    if (holder === undefined) continue;
    if (holder.void) await rm(path, { force: true });
    else {
      if (!told) log(`waiting for process ${holder.name}, which holds ${path}`);
      told = true;
      await pause(look);
    }
  }
  const heart = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), beat).unref();
  return async () => {
    clearInterval(heart);
    if ((await holderOf(path))?.name === me) await rm(path, { force: true });
  };
}

/** Makes the lock file, which only one process can; false if it is there already. */
function taken(path: string, me: string): Promise<boolean> {
  return writing(path, async () => {
    const file = await open(path, "wx").catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === "EEXIST") return undefined;
      throw cause;
    });
    if (file === undefined) return false;
    try {
      await file.writeFile(me);
      return true;
    } catch (cause) {
      await rm(path, { force: true });
      throw cause;
    } finally {
      await file.close();
    }
  });
}

/** Who holds the lock; undefined if it has gone meanwhile. */
async function holderOf(path: string): Promise<{ readonly name: string; readonly void: boolean } | undefined> {
  try {
    const [name, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const [pid, machine] = name.split(" ");
    const ended = machine === hostname() && !isRunning(Number(pid));
    return { name, void: ended || Date.now() - mtimeMs > voidAfter };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cause;
  }
}
