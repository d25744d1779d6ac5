import { expect, it } from "vitest";
import { liveNodes } from "../../../lib/compile/tensorflow/live-nodes";

const node = (name: string, ...inputs: string[]) => ({ name, operation: "Op", inputs, attributes: {} });

it("keeps what an output needs, also through second outputs and waiting, in order", () => {
  const nodes = [node("a"), node("b"), node("c", "a:1"), node("d", "c", "^b"), node("e", "d"), node("f", "c")];
  expect(liveNodes(nodes, ["d:0"]).map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
  expect(liveNodes(nodes, ["f", "^b"]).map(({ name }) => name)).toEqual(["a", "b", "c", "f"]);
  expect(liveNodes(nodes, [])).toEqual([]);
});
