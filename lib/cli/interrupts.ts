import { exitCode } from "./exit-code";

/**
 * A signal that Ctrl-C (or SIGTERM, or SIGHUP) aborts, so that a command can put away what it has begun; the second time
 * the process ends at once.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(exitCode.interrupted);
      controller.abort();
    });
  }
  return controller.signal;
}
