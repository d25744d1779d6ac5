import { type Message, textOf } from "../wire/message";
import { emptyText, sizeOfBounded, textOfBounded, writeBounded } from "./bounded-text";
import { defaultLimits, droppedNote, type OutputLimits } from "./limits";
import { bundleEntry, type Entry } from "./output-entry";
import type { Output } from "./types";

/** Outputs of one cell on the way. */
interface CellOutputs {
  readonly entries: readonly Entry[];
  /** A `clear_output` waits for the next output. */
  readonly clearNext: boolean;
  /** Bytes that the cell's limit kept out. */
  readonly dropped: number;
}

/** Outputs of all cells of a notebook, by the cell's index. */
export interface OutputsState {
  readonly limits: OutputLimits;
  readonly cells: ReadonlyMap<number, CellOutputs>;
}

const noOutputs: CellOutputs = { entries: [], clearNext: false, dropped: 0 };

/** Outputs before anything has run. */
export const emptyOutputs = (limits: OutputLimits = defaultLimits): OutputsState => ({ limits, cells: new Map() });

const withCell = (state: OutputsState, cell: number, outputs: CellOutputs): OutputsState => ({
  ...state,
  cells: new Map(state.cells).set(cell, outputs),
});

const append = (state: OutputsState, cell: number, entry: Entry): OutputsState => {
  const { entries, clearNext, dropped } = state.cells.get(cell) ?? noOutputs;
  const kept = clearNext ? [] : entries;
  const size = kept.reduce((sum, one) => sum + one.size, entry.size);
  if (size > state.limits.cell)
    return withCell(state, cell, { entries: kept, clearNext: false, dropped: dropped + entry.size });
  return withCell(state, cell, { entries: [...kept, entry], clearNext: false, dropped: clearNext ? 0 : dropped });
};

function appendStream(state: OutputsState, cell: number, { content }: Message): OutputsState {
  const name = content.name === "stderr" ? "stderr" : "stdout";
  const outputs = state.cells.get(cell) ?? noOutputs;
  const last = outputs.clearNext ? undefined : outputs.entries.at(-1);
  const merges = last?.kind === "stream" && last.name === name;
  const text = writeBounded(merges ? last.text : emptyText, textOf(content.text), state.limits.text);
  const entry: Entry = { kind: "stream", name, text, size: sizeOfBounded(text) };
  if (!merges) return append(state, cell, entry);
  return withCell(state, cell, { ...outputs, entries: [...outputs.entries.slice(0, -1), entry] });
}

/** Replaces data and metadata of every output with this display id, in whatever cell. */
function update(state: OutputsState, message: Message): OutputsState {
  const fresh = bundleEntry(message, state.limits.display);
  if (fresh.displayId === undefined) return state;
  const renew = (entry: Entry): Entry =>
    entry.kind === "bundle" && entry.displayId === fresh.displayId
      ? {
          ...entry,
          size: fresh.size,
          output: { ...entry.output, data: fresh.output.data, metadata: fresh.output.metadata },
        }
      : entry;
  const cells = [...state.cells].map(([index, outputs]): [number, CellOutputs] => [
    index,
    { ...outputs, entries: outputs.entries.map(renew) },
  ]);
  return { ...state, cells: new Map(cells) };
}

const clear = (state: OutputsState, cell: number, wait: boolean): OutputsState =>
  withCell(state, cell, wait ? { ...(state.cells.get(cell) ?? noOutputs), clearNext: true } : noOutputs);

/**
 * The outputs after one more message of the kernel. Streams of one name that follow each other become one output, with
 * `\r` and `\b` applied; `update_display_data` changes earlier outputs, in other cells too, and makes none;
 * `clear_output` with `wait` clears just before the next output. Other messages change nothing.
 *
 * @param cell - index of the cell whose request is the message's parent.
 */
export function reduceOutputs(state: OutputsState, cell: number, message: Message): OutputsState {
  const { content } = message;
  switch (message.header.msg_type) {
    case "stream":
      return appendStream(state, cell, message);
    case "display_data":
    case "execute_result":
      return append(update(state, message), cell, bundleEntry(message, state.limits.display));
    case "update_display_data":
      return update(state, message);
    case "clear_output":
      return clear(state, cell, content.wait === true);
    case "error": {
      const traceback = Array.isArray(content.traceback) ? content.traceback.map(String) : [];
      const output = {
        output_type: "error",
        ename: textOf(content.ename),
        evalue: textOf(content.evalue),
        traceback,
      } as const;
      return append(state, cell, { kind: "error", output, size: JSON.stringify(output).length });
    }
    default:
      return state;
  }
}

/** The outputs of one cell as they are stored. */
export function outputsOf(state: OutputsState, cell: number): readonly Output[] {
  const { entries, dropped } = state.cells.get(cell) ?? noOutputs;
  const outputs = entries.map(
    (entry): Output =>
      entry.kind === "stream"
        ? { output_type: "stream", name: entry.name, text: textOfBounded(entry.text) }
        : entry.output,
  );
  if (dropped === 0) return outputs;
  return [...outputs, { output_type: "stream", name: "stderr", text: `${droppedNote(dropped)}\n` }];
}
