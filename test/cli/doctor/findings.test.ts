import { describe, expect, it } from "vitest";
import { deviceFinding } from "../../../lib/cli/doctor/device";
import { nodeFinding } from "../../../lib/cli/doctor/node";
import { coresOf, threadsFinding } from "../../../lib/cli/doctor/threads";

describe("the doctor says of", () => {
  it.each([
    ["18.20.4", "wrong"],
    ["20.8.1", "wrong"],
    ["20.9.0", "right"],
    ["21.0.0", "note"],
    ["22.23.3", "right"],
    ["24.0.0", "right"],
    ["25.1.0", "note"],
  ])("Node %s that it is %s", (version, state) => {
    expect(nodeFinding(version)).toMatchObject({ state, text: expect.stringContaining(version) });
  });

  it("a container's threads that they are too many", () => {
    expect(coresOf("200000 100000\n")).toBe(2);
    expect(coresOf("50000 100000")).toBe(0.5);
    expect([coresOf("max 100000"), coresOf(""), coresOf("0 0")]).toEqual([undefined, undefined, undefined]);
    expect(threadsFinding(64, 2)).toMatchObject({ state: "note", cure: ["useEngine({ threads: 2 })"] });
    expect(threadsFinding(64, 0.5)).toMatchObject({ state: "note", cure: ["useEngine({ threads: 1 })"] });
    expect(threadsFinding(2, 1.5)).toMatchObject({ state: "right" });
    expect(threadsFinding(2, undefined)).toMatchObject({ state: "right", text: expect.stringMatching(/^2,/) });
  });

  it("a machine's memory whether it is little", () => {
    expect(deviceFinding("A processor", 16e9)).toEqual({ state: "right", text: "A processor, 16.0 GB of memory" });
    expect(deviceFinding("A processor", 1e9)).toMatchObject({ state: "note" });
  });
});
