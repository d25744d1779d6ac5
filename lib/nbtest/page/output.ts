import { ansiHtml } from "./ansi";
import { bundleHtml } from "./bundle";
import { escapeHtml } from "./escape";
import { box, lineCount } from "./output-box";
import { type ReadableOutput, textOf } from "./readable-notebook";

function errorHtml({ ename, evalue, traceback }: ReadableOutput): string {
  const title = [ename, evalue].map(textOf).filter(Boolean).join(": ");
  const trace = Array.isArray(traceback) ? traceback.map((line) => textOf(line) ?? "").join("\n") : "";
  const frames = trace === "" ? "" : `<pre>${ansiHtml(trace)}</pre>`;
  return box("error", `<p class="error-name">${escapeHtml(title)}</p>${frames}`, lineCount(trace));
}

/** An output of a code cell → HTML that can neither run nor load anything. */
export function outputHtml(output: ReadableOutput): string {
  if (output.output_type === "error") return errorHtml(output);
  if (output.output_type !== "stream") return bundleHtml(output.data, output.metadata);
  const text = textOf(output.text) ?? "";
  return box(output.name === "stderr" ? "text stderr" : "text", `<pre>${ansiHtml(text)}</pre>`, lineCount(text));
}
