import { describe, expect, it } from "vitest";
import { readProfile } from "../../../lib/compile/onnx/profile";

const args = { op_name: "Gemm", provider: "CPUExecutionProvider", output_size: "2560" };

describe("readProfile", () => {
  it("takes the operations of a profile, and none of the other events", () => {
    const events = [
      { cat: "Session", name: "model_run", dur: 900, args: {} },
      { cat: "Node", name: "Gemm_3_fence_before", dur: 1, args },
      { cat: "Node", name: "Gemm_3_kernel_time", dur: 250, args },
      { cat: "Node", name: "odd_kernel_time" },
    ];
    expect(readProfile(JSON.stringify(events))).toEqual([
      { operation: "Gemm", provider: "CPUExecutionProvider", microseconds: 250, bytes: 2560 },
      { operation: "unknown", provider: "unknown", microseconds: 0, bytes: 0 },
    ]);
  });

  it("refuses what is no list", () => {
    expect(() => readProfile("{}")).toThrow("the profile holds no list");
    expect(() => readProfile("cut off")).toThrow(SyntaxError);
  });
});
