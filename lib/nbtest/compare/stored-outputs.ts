import { NotebookError } from "../notebook/notebook-error";
import type { MimeBundle, Notebook, Output } from "../notebook/types";
import { isRecord, type JsonRecord, textOf } from "../wire/message";

const joined = (value: unknown): unknown =>
  Array.isArray(value) && value.every((line) => typeof line === "string") ? value.join("") : value;

const isJson = (type: string): boolean => /^application\/(?:.*\+)?json$/.test(type);

const bundleOf = (value: unknown): MimeBundle =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).map(([type, data]) => [type, isJson(type) ? data : joined(data)]),
  );

function outputOf(value: JsonRecord): Output | undefined {
  const metadata = isRecord(value.metadata) ? value.metadata : {};
  switch (value.output_type) {
    case "stream":
      return {
        output_type: "stream",
        name: value.name === "stderr" ? "stderr" : "stdout",
        text: textOf(joined(value.text)),
      };
    case "display_data":
      return { output_type: "display_data", data: bundleOf(value.data), metadata };
    case "execute_result":
      return { output_type: "execute_result", data: bundleOf(value.data), metadata, execution_count: null };
    case "error": {
      const traceback = Array.isArray(value.traceback) ? value.traceback.map(String) : [];
      return { output_type: "error", ename: textOf(value.ename), evalue: textOf(value.evalue), traceback };
    }
    default:
      return undefined;
  }
}

/**
 * The outputs that a notebook has stored, for each of its cells; JSON types keep lists as lists.
 *
 * @throws NotebookError if one is of no known type.
 */
export function storedOutputs({ path, text }: Notebook): readonly (readonly Output[])[] {
  const { cells } = JSON.parse(text) as { readonly cells: readonly JsonRecord[] };
  return cells.map(({ outputs }, index) =>
    (Array.isArray(outputs) ? outputs : []).map((value: unknown) => {
      const output = isRecord(value) ? outputOf(value) : undefined;
      if (output !== undefined) return output;
      throw new NotebookError(`${path}: cell ${index + 1} of the file: an output of no known type is stored`);
    }),
  );
}
