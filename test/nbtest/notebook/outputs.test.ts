import { describe, expect, it } from "vitest";
import { defaultLimits } from "../../../lib/nbtest/notebook/limits";
import { emptyOutputs, outputsOf, reduceOutputs } from "../../../lib/nbtest/notebook/outputs";
import type { Message } from "../../../lib/nbtest/wire/message";

const message = (type: string, content: Message["content"]): Message => ({
  header: { msg_id: "", session: "", username: "", date: "", msg_type: type, version: "" },
  parent: {},
  metadata: {},
  content,
  buffers: [],
});
const print = (text: string, name = "stdout") => message("stream", { name, text });
const show = (text: string, id?: string, type = "display_data") =>
  message(type, { data: { "text/plain": text }, metadata: {}, transient: { display_id: id } });

type Step = readonly [cell: number, message: Message];
const stateAfter = (steps: readonly Step[], limits = defaultLimits) =>
  steps.reduce((state, [cell, one]) => reduceOutputs(state, cell, one), emptyOutputs(limits));
const texts = (steps: readonly Step[], cell = 0) =>
  outputsOf(stateAfter(steps), cell).map((output) =>
    output.output_type === "stream" ? output.text : "data" in output ? output.data["text/plain"] : output.ename,
  );

describe("reduceOutputs", () => {
  it("merges what one stream prints without a break", () => {
    expect(
      texts([
        [0, print("a")],
        [0, print("b\n")],
        [0, print("c", "stderr")],
        [0, print("d")],
      ]),
    ).toEqual(["ab\n", "c", "d"]);
  });

  it("keeps cells apart", () => {
    const steps: Step[] = [
      [0, print("a")],
      [1, print("b")],
      [0, print("c")],
    ];
    expect([texts(steps, 0), texts(steps, 1), texts(steps, 2)]).toEqual([["ac"], ["b"], []]);
  });

  it("does not change the state that it is given", () => {
    const before = stateAfter([[0, print("a")]]);
    reduceOutputs(before, 0, print("b"));
    expect(outputsOf(before, 0)).toEqual([{ output_type: "stream", name: "stdout", text: "a" }]);
  });

  it("stores neither the display id nor anything else that is transient", () => {
    expect(outputsOf(stateAfter([[0, show("x", "id")]]), 0)).toEqual([
      { output_type: "display_data", data: { "text/plain": "x" }, metadata: {} },
    ]);
  });

  it("updates a display wherever it stands, and makes none", () => {
    const steps: Step[] = [
      [0, show("a", "id")],
      [1, show("b", "other")],
      [1, show("c", "id", "update_display_data")],
    ];
    expect([texts(steps, 0), texts(steps, 1)]).toEqual([["c"], ["b"]]);
    expect(texts([[0, show("x", "unknown", "update_display_data")]])).toEqual([]);
  });

  it("shows a display again under the same id, which renews the earlier one", () => {
    expect(
      texts([
        [0, show("a", "id")],
        [0, show("b", "id")],
      ]),
    ).toEqual(["b", "b"]);
  });

  it("clears at once, or just before the next output", () => {
    const clear = (wait: boolean): Step => [0, message("clear_output", { wait })];
    expect(texts([[0, print("a")], clear(false)])).toEqual([]);
    expect(texts([[0, print("a")], clear(true)])).toEqual(["a"]);
    expect(texts([[0, print("a")], clear(true), [0, print("b")]])).toEqual(["b"]);
    expect(texts([[0, show("a", "id")], clear(false), [0, show("b", "id", "update_display_data")]])).toEqual([]);
  });

  it("keeps errors with their traceback", () => {
    const error = message("error", { ename: "E", evalue: "v", traceback: ["t"] });
    expect(outputsOf(stateAfter([[0, error]]), 0)).toEqual([
      { output_type: "error", ename: "E", evalue: "v", traceback: ["t"] },
    ]);
  });

  it("leaves out a display that is too large, and what exceeds a cell's limit, and says so", () => {
    const limits = { text: 1000, display: 100, cell: 150 };
    const large = outputsOf(stateAfter([[0, show("x".repeat(200))]], limits), 0);
    expect(large).toMatchObject([{ data: { "text/plain": expect.stringContaining("bytes dropped") } }]);
    const many = outputsOf(stateAfter(Array(10).fill([0, show("x".repeat(50))]), limits), 0);
    expect(many).toHaveLength(3);
    expect(many.at(-1)).toMatchObject({ output_type: "stream", text: expect.stringContaining("bytes dropped") });
  });

  it("ignores other messages", () => {
    expect(
      texts([
        [0, message("status", { execution_state: "idle" })],
        [0, message("comm_open", {})],
      ]),
    ).toEqual([]);
  });
});
