import type { NodeDef } from "./graph-def";

/** The name of the operation behind an input: "^a", "a:1" and "a" are all of a. */
const operationOf = (input: string): string => input.replace(/^\^/, "").replace(/:\d+$/, "");

/** The operations that one of `outputs` needs, in their order. */
export function liveNodes(nodes: readonly NodeDef[], outputs: readonly string[]): readonly NodeDef[] {
  const needed = new Set(outputs.map(operationOf));
  const live = [...nodes].reverse().filter(({ name, inputs }) => {
    if (!needed.has(name)) return false;
    for (const input of inputs) needed.add(operationOf(input));
    return true;
  });
  return live.reverse();
}
