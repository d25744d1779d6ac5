import { exitCode } from "./exit-code";

/**
 * Lets Ctrl-C (or SIGTERM, or SIGHUP) end a run: the first time it aborts the signal, the second time the process ends
 * at once, and with it, through their watchdogs, the kernels. Returns the signal and the function that ends this.
 */
export function onInterrupt(say: (line: string) => void): {
  readonly signal: AbortSignal;
  readonly forget: () => void;
} {
  const controller = new AbortController();
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted);
    say("interrupted: stopping the kernel; once more kills it");
    controller.abort();
  };
  for (const name of names) process.on(name, listener);
  const forget = (): void => {
    for (const name of names) process.off(name, listener);
  };
  return { signal: controller.signal, forget };
}
