import { exitCode } from "./exit-code";

/** Milliseconds in which a second signal is the first one, passed on by npx, npm or timeout. */
const SAME = 500;

/**
 * A signal that Ctrl-C (or SIGTERM, or SIGHUP) aborts, so that a command can put away what it has begun; the second time
 * the process ends at once.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        first = performance.now();
        controller.abort();
      } else if (performance.now() - first > SAME) process.exit(exitCode.interrupted);
    });
  }
  return controller.signal;
}
