import type { KernelError } from "../kernel/profile";
import { type Message, textOf } from "../wire/message";
import type { Evidence } from "./evidence";
import type { LateError } from "./recorder";
import { type Failure, plainFailure } from "./verdict";

/** The failure of a cell under which the kernel died. */
export function deathOf({ kernel }: Evidence): Failure {
  const { code = null, signal = null } = kernel.exit ?? {};
  const how = signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;
  const hint = /heap limit|out of memory/i.test(kernel.rawOutput) ? { hint: "it ran out of memory" } : {};
  return {
    ...plainFailure("kernel died", "KernelDied", `the kernel's process ended with ${how}`),
    ...hint,
    rawOutput: kernel.rawOutput,
  };
}

/** The failure of a cell that was stopped. */
export function stopped({ execution, limit, kernel }: Evidence, what: "timed out" | "interrupted"): Failure {
  const lives = "kernelLives" in execution && execution.kernelLives;
  const { milliseconds, notebookMs } = limit;
  const late =
    notebookMs === undefined
      ? `not done after ${milliseconds / 1000} s`
      : `the notebook was not done after ${notebookMs / 1000} s`;
  const message = what === "timed out" ? late : "interrupted from outside";
  const end = lives ? "stopped by an interrupt" : "no answer to an interrupt for 2 s: the kernel was killed";
  const rawOutput = lives ? {} : { rawOutput: kernel.rawOutput };
  return { ...plainFailure(what, what === "timed out" ? "Timeout" : "Interrupted", message), hint: end, ...rawOutput };
}

/** The failure of a cell that raised an error, as the kernel told it. */
export function raisedError({ kernel, record }: Evidence, reply: Message): Failure {
  const { content } = reply;
  const told: KernelError = {
    name: textOf(content.ename) || "Error",
    message: textOf(content.evalue),
    stack: [],
    diagnostics: [],
  };
  const error = record.error ?? kernel.profile.errorFrom(record.stderr, record.cell.source) ?? told;
  return { ...error, kind: error.name === "TypeScriptError" ? "type error" : "runtime error" };
}

/** The failure of a cell under which a late error came. */
export const lateFailure = (evidence: Evidence, error: LateError): Failure => {
  if (error.name === "TypeScriptError") return { ...error, kind: "type error" };
  const here = error.cell === evidence.record.cell;
  const hint = here
    ? "thrown in a timer or in a promise that nobody awaits; an earlier cell may have started it"
    : "an earlier cell started it; it was printed there after that cell had ended";
  return { ...error, kind: "late error", hint };
};
