import type { Kernel } from "../kernel/kernel";
import type { Request } from "../kernel/request";
import { sleep, within } from "../kernel/wait";
import { type Message, textOf } from "../wire/message";

/** What became of a cell's code at the kernel, before anybody has judged its outputs. */
export type Execution =
  | { readonly kind: "replied"; readonly reply: Message; readonly outputLost: boolean }
  | { readonly kind: "refused" }
  | { readonly kind: "died" }
  | { readonly kind: "unanswered" }
  | { readonly kind: "timed out" | "interrupted"; readonly kernelLives: boolean };

/** How long code may take, and what may end it early. */
export interface ExecuteOptions {
  readonly timeoutMs: number;
  /** Resolves when the code is to be stopped from outside. */
  readonly interrupted: Promise<"interrupted">;
  /** Called with the id of each request sent, before anything about it can arrive. */
  readonly onSent: (id: string) => void;
}

/** How long a kernel may refuse code after an earlier error; tslab does so for 200 ms. */
const refusalMs = 2000;
/** How long a kernel may take to stop after an interrupt. */
const interruptMs = 2000;
/** How long a kernel that has replied may take to answer the next question: a timer of the cell may keep it busy. */
const settleMs = 30_000;

/** How long the idle of a kernel that works on after its reply may take, once the fence is passed. */
const idleMs = 1000;

const isIdleSoon = async (request: Request): Promise<boolean> =>
  request.isIdle ||
  (await within(
    request.idle.then(() => true),
    idleMs,
  )) === true;

type Passage = "passed" | "died" | "unanswered";

/**
 * The fence. What a kernel publishes arrives in order, so when the idle of a question is here, everything that came
 * before it is here too, or was lost on the way; lost too can be the idle of the question, so it is asked again and
 * again. Twice in all: a kernel may answer the first question in the same turn of its event loop in which the cell
 * ended, and promises that were rejected and timers that are due fail between turns.
 *
 * @param limitMs - how long a kernel that is busy, as with a timer of a cell, may take to answer.
 */
export async function fence(kernel: Kernel, limitMs = settleMs): Promise<Passage> {
  const first = await ask(kernel, limitMs);
  return first === "passed" ? ask(kernel, limitMs) : first;
}

/** Asks a question, and again if nothing is heard, until its idle is here. */
async function ask(kernel: Kernel, limitMs: number): Promise<Passage> {
  const started = Date.now();
  const idles: Promise<"idle">[] = [];
  const died = kernel.exited.then((): "died" => "died");
  for (let waitMs = 250; Date.now() - started < limitMs; waitMs = Math.min(waitMs * 2, 2000)) {
    idles.push(kernel.ping().idle.then((): "idle" => "idle"));
    const first = await within(Promise.race([died, ...idles]), Math.min(waitMs, limitMs));
    if (first !== undefined) return first === "idle" ? "passed" : first;
  }
  return "unanswered";
}

/** Waits until everything that a request published is here. */
async function settle(kernel: Kernel, request: Request, reply: Message, limitMs?: number): Promise<Execution> {
  const end = await fence(kernel, limitMs);
  return end === "passed" ? { kind: "replied", reply, outputLost: !(await isIdleSoon(request)) } : { kind: end };
}

/** Interrupts the kernel, and kills it when that does not help. */
async function stop(kernel: Kernel, request: Request, kind: "timed out" | "interrupted"): Promise<Execution> {
  kernel.interrupt();
  const reply = await within(Promise.race([request.reply, kernel.exited.then(() => undefined)]), interruptMs);
  const settled = reply === undefined ? undefined : await settle(kernel, request, reply, interruptMs);
  if (settled?.kind === "replied") return { kind, kernelLives: true };
  await kernel.kill();
  await kernel.exited;
  return { kind, kernelLives: false };
}

/**
 * Runs code on a kernel: done when the reply has come and everything that the code published.
 * Code that the kernel refuses (reply `abort` or `aborted`) is sent again for up to two seconds.
 */
export async function execute(kernel: Kernel, code: string, options: ExecuteOptions): Promise<Execution> {
  const started = Date.now();
  const timeLeft = (): number => Math.max(0, options.timeoutMs - (Date.now() - started));
  for (;;) {
    const request = kernel.execute(code);
    options.onSent(request.id);
    const died = kernel.exited.then((): "died" => "died");
    const first = await within(Promise.race([request.reply, died, options.interrupted]), timeLeft());
    if (first === undefined) return stop(kernel, request, "timed out");
    if (first === "interrupted") return stop(kernel, request, "interrupted");
    if (first === "died") return { kind: "died" };
    if (!textOf(first.content.status).startsWith("abort")) return settle(kernel, request, first);
    if (Date.now() - started > refusalMs) return { kind: "refused" };
    await sleep(50);
  }
}
