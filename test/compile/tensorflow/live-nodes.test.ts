import { expect, it } from "vitest";
import { liveNodes } from "../../../lib/compile/tensorflow/live-nodes";

const node = (name: string, ...inputs: string[]) => ({ name, operation: "Op", inputs, attributes: {} });
const names = (nodes: readonly { readonly name: string }[]): string => nodes.map(({ name }) => name).join("");

it("keeps what an output needs, through values, second outputs and waiting, in the order given", () => {
  const nodes = [node("a"), node("b"), node("c", "a:1"), node("d", "c", "^b"), node("e", "a"), node("f", "e")];
  expect(names(liveNodes(nodes, ["d"]))).toBe("abcd");
  expect(names(liveNodes(nodes, ["e:2"]))).toBe("ae");
  expect(names(liveNodes(nodes, []))).toBe("");
});
