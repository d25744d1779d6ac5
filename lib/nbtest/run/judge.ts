import type { Kernel } from "../kernel/kernel";
import type { KernelError } from "../kernel/profile";
import { type Message, textOf } from "../wire/message";
import type { Execution } from "./execute";
import type { CellRecord, LateError } from "./recorder";
import { type Failure, type FailureKind, plainFailure, type Verdict } from "./verdict";

/** All that a verdict rests on. */
export interface Evidence {
  readonly kernel: Kernel;
  readonly execution: Execution;
  readonly record: CellRecord;
  readonly lateErrors: readonly LateError[];
  readonly timeoutMs: number;
}

/** The tag of a cell that must raise an error. */
export const raisesTag = "raises-exception";

const failed = (failure: Failure): Verdict => ({ status: "failed", failure });
const plain = (kind: FailureKind, name: string, message: string, hint?: string): Verdict =>
  failed({ ...plainFailure(kind, name, message), ...(hint === undefined ? {} : { hint }) });

function deathOf({ kernel }: Evidence): Failure {
  const { code = null, signal = null } = kernel.exit ?? {};
  const how = signal === null ? `exit code ${code ?? "unknown"}` : `signal ${signal}`;
  const hint = /heap limit|out of memory/i.test(kernel.rawOutput) ? { hint: "it ran out of memory" } : {};
  return {
    ...plainFailure("kernel died", "KernelDied", `the kernel's process ended with ${how}`),
    ...hint,
    rawOutput: kernel.rawOutput,
  };
}

function stopped({ execution, timeoutMs, kernel }: Evidence, what: "timed out" | "interrupted"): Failure {
  const lives = "kernelLives" in execution && execution.kernelLives;
  const message = what === "timed out" ? `not done after ${timeoutMs / 1000} s` : "interrupted from outside";
  const end = lives ? "stopped by an interrupt" : "no answer to an interrupt for 2 s: the kernel was killed";
  const rawOutput = lives ? {} : { rawOutput: kernel.rawOutput };
  return { ...plainFailure(what, what === "timed out" ? "Timeout" : "Interrupted", message), hint: end, ...rawOutput };
}

function raisedError({ kernel, record }: Evidence, reply: Message): Failure {
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

const lateFailure = (evidence: Evidence, error: LateError): Failure => {
  if (error.name === "TypeScriptError") return { ...error, kind: "type error" };
  const here = error.cell === evidence.record.cell;
  const hint = here
    ? "thrown in a timer or in a promise that nobody awaits; an earlier cell may have started it"
    : "an earlier cell started it; it was printed there after that cell had ended";
  return { ...error, kind: "late error", hint };
};

function judgeReply(evidence: Evidence, reply: Message, outputLost: boolean): Verdict {
  const { record, lateErrors } = evidence;
  const status = textOf(reply.content.status);
  if (status !== "ok" && status !== "error")
    return plain("no answer", "BadReply", `the kernel's reply has the status ${JSON.stringify(reply.content.status)}`);
  const mayRaise = record.cell.tags.includes(raisesTag);
  const raised = status === "error" || record.error !== undefined ? raisedError(evidence, reply) : undefined;
  if (raised !== undefined && !mayRaise) return failed(raised);
  const [late] = lateErrors;
  if (late !== undefined) return failed(lateFailure(evidence, late));
  if (record.askedForInput)
    return plain("input requested", "InputRequested", "the cell asked for keyboard input, which a test cannot give");
  if (outputLost)
    return plain(
      "output lost",
      "OutputLost",
      "the kernel dropped output of this cell, and with it perhaps an error",
      "tslab drops what exceeds about 512 messages in one turn of the event loop: join the lines and print them at once",
    );
  if (raised !== undefined) return { status: "failed as expected", failure: raised };
  if (mayRaise) return plain("no error raised", "NoErrorRaised", `tagged ${raisesTag}, but no error was raised`);
  return { status: "passed" };
}

/** Says how a cell ended. Whatever is not known to have gone well has failed. */
export function judge(evidence: Evidence): Verdict {
  const { execution } = evidence;
  switch (execution.kind) {
    case "replied":
      return judgeReply(evidence, execution.reply, execution.outputLost);
    case "refused":
      return { status: "not run", reason: "the kernel refused it for 2 s, as some do after an error" };
    case "died":
      return failed(deathOf(evidence));
    case "unanswered":
      return plain("no answer", "NoAnswer", "the kernel replied, and then answered no question for 30 s");
    case "timed out":
      return { status: "timed out", failure: stopped(evidence, "timed out") };
    case "interrupted":
      return failed(stopped(evidence, "interrupted"));
  }
}
