import type { Kernel } from "../kernel/kernel";
import type { KernelError } from "../kernel/profile";
import { isOutput } from "../notebook/output-entry";
import { emptyOutputs, type OutputsState, outputsOf, reduceOutputs } from "../notebook/outputs";
import type { Cell, Output } from "../notebook/types";
import { type Message, textOf } from "../wire/message";

/** What is known of one cell from its messages. */
export interface CellRecord {
  readonly cell: Cell;
  /** What it wrote to stderr, piece by piece. */
  readonly stderr: readonly string[];
  /** The `error` message of the protocol, if one came. */
  readonly error: KernelError | undefined;
  readonly askedForInput: boolean;
  /** How many messages changed its outputs. */
  readonly messages: number;
}

/** An error that came after its cell's reply, or apart from it. */
export interface LateError extends KernelError {
  /** Cell under which it was printed. */
  readonly cell: Cell;
}

/** Sorts a kernel's messages by cell, for as long as the kernel lives. */
export interface Recorder {
  /** From now on messages that answer this request belong to this cell. */
  expect(id: string, cell: Cell): void;
  /** What is known of a cell that has ended. An `error` message that still comes for it is a late error. */
  finish(cell: Cell): CellRecord;
  outputsOf(cell: Cell): readonly Output[];
  /** Late errors since the last call, of whatever cell. */
  takeLateErrors(): readonly LateError[];
}

interface Draft {
  readonly stderr: string[];
  stderrLength: number;
  error: KernelError | undefined;
  askedForInput: boolean;
  messages: number;
  hasEnded: boolean;
}

/** How much of a cell's stderr is kept to find its error in, which stands at the end; in UTF-16 units. */
const longestStderr = 1_000_000;

const keepStderr = (draft: Draft, text: string): void => {
  draft.stderr.push(text);
  draft.stderrLength += text.length;
  while (draft.stderrLength > longestStderr && draft.stderr.length > 1)
    draft.stderrLength -= draft.stderr.shift()?.length ?? 0;
};

const errorOf = ({ content }: Message): KernelError => ({
  name: textOf(content.ename) || "Error",
  message: textOf(content.evalue),
  stack: Array.isArray(content.traceback) ? content.traceback.map(String) : [],
  diagnostics: [],
});

/** Starts to listen to a kernel. `onOutput` gets each message that changes a cell's outputs. */
export function recorder(kernel: Kernel, onOutput: (cell: Cell, message: Message) => void): Recorder {
  const cells = new Map<string, Cell>();
  const drafts = new Map<Cell, Draft>();
  let outputs: OutputsState = emptyOutputs();
  let late: LateError[] = [];
  const draftOf = (cell: Cell): Draft => {
    const empty = { stderr: [], stderrLength: 0, error: undefined, askedForInput: false, messages: 0, hasEnded: false };
    const draft: Draft = drafts.get(cell) ?? empty;
    drafts.set(cell, draft);
    return draft;
  };
  const note = (cell: Cell, message: Message): void => {
    const draft = draftOf(cell);
    draft.messages++;
    if (message.header.msg_type === "error") {
      if (draft.hasEnded) late.push({ ...errorOf(message), cell });
      else draft.error = errorOf(message);
    }
    if (message.header.msg_type !== "stream" || message.content.name !== "stderr") return;
    const text = textOf(message.content.text);
    keepStderr(draft, text);
    const error = kernel.profile.lateErrorFrom(text, cell.source);
    if (error !== undefined) late.push({ ...error, cell });
  };
  kernel.onMessage((channel, message) => {
    const cell = cells.get(message.parent.msg_id ?? "");
    if (channel === "stdin" && message.header.msg_type === "input_request") {
      kernel.answerInput(message);
      if (cell !== undefined) draftOf(cell).askedForInput = true;
    }
    if (cell === undefined || channel !== "iopub" || !isOutput(message)) return;
    outputs = reduceOutputs(outputs, cell.index, message);
    note(cell, message);
    onOutput(cell, message);
  });
  return {
    expect: (id, cell) => void cells.set(id, cell),
    finish: (cell) => {
      draftOf(cell).hasEnded = true;
      return { cell, ...draftOf(cell) };
    },
    outputsOf: (cell) => outputsOf(outputs, cell.index),
    takeLateErrors: () => {
      const taken = late;
      late = [];
      return taken;
    },
  };
}
