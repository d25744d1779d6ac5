import type { ExpectedError } from "../notebook/expected-error";
import { type Message, textOf } from "../wire/message";
import type { Evidence } from "./evidence";
import { deathOf, lateFailure, raisedError, stopped } from "./failures";
import { type Failure, type FailureKind, plainFailure, type Verdict } from "./verdict";

const failed = (failure: Failure): Verdict => ({ status: "failed", failure });
const plain = (kind: FailureKind, name: string, message: string, hint?: string): Verdict =>
  failed({ ...plainFailure(kind, name, message), ...(hint === undefined ? {} : { hint }) });

function judgeReply(evidence: Evidence, reply: Message, outputLost: boolean): Verdict {
  const { record, lateErrors, kernel, raises } = evidence;
  const status = textOf(reply.content.status);
  if (status !== "ok" && status !== "error")
    return plain("no answer", "BadReply", `the kernel's reply has the status ${JSON.stringify(reply.content.status)}`);
  if (kernel.restartSign !== undefined)
    return plain("kernel restarted", "KernelRestarted", `another kernel has taken its place: ${kernel.restartSign}`);
  const raised = status === "error" || record.error !== undefined ? raisedError(evidence, reply) : undefined;
  if (raised !== undefined && raises === undefined) return failed(raised);
  const [late] = lateErrors;
  if (late !== undefined) return failed(lateFailure(evidence, late));
  if (record.askedForInput)
    return plain("input requested", "InputRequested", "the cell asked for keyboard input, which a test cannot give");
  if (outputLost) return lostOutput("the kernel dropped output of this cell, and with it perhaps an error");
  const { losesFrom = Number.POSITIVE_INFINITY } = kernel.profile;
  if (record.messages >= losesFrom)
    return lostOutput(`this cell sent ${record.messages} messages, and this kernel may drop some from ${losesFrom} on`);
  if (raises === undefined) return { status: "passed" };
  if (raised === undefined)
    return plain("no error raised", "NoErrorRaised", "it must raise an error, and has raised none", wanted(raises));
  if (raises.matches(`${raised.name}: ${raised.message}`)) return { status: "failed as expected", failure: raised };
  return failed({ ...raised, kind: "another error raised", hint: wanted(raises) });
}

const wanted = ({ text }: ExpectedError): string =>
  text === "" ? "any error will do" : `an error is wanted that matches ${text}`;

const lostOutput = (message: string): Verdict =>
  plain("output lost", "OutputLost", message, "join the lines that are printed at once into one text");

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
