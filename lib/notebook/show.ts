import { bundleOf, type Showable } from "./bundle";
import { sendDisplay } from "./tslab-display";

/**
 * Shows a value below the running cell: a chart (interactive, as SVG and as text), a table, a tensor's shape and
 * values, HTML or text. In a program outside a notebook it prints the text.
 * Write `await show(value)`, so that outputs keep their order.
 * @throws TypeError if the value is nothing of these
 */
export async function show(value: Showable): Promise<void> {
  sendDisplay(await bundleOf(value));
}
