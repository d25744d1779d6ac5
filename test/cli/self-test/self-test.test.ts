import { describe, expect, it } from "vitest";
import { trainSmallNet } from "../../../lib/cli/self-test/small-net";
import { selfTestText } from "../../../lib/cli/self-test/text";
import { eagerEngine } from "../../../lib/compile/eager/eager-engine";
import { onnxEngine } from "../../../lib/compile/onnx/onnx-engine";
import { node } from "../../commands";
import { root } from "../../source-files";

describe("the self-test", () => {
  it("trains the same net on every engine, and it learns", async () => {
    const losses = await trainSmallNet(onnxEngine(), 40);
    expect(losses).toHaveLength(40);
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 10);
    const eager = await trainSmallNet(eagerEngine(), 5);
    for (const [at, loss] of eager.entries()) expect(losses[at]! / loss).toBeCloseTo(1, 4);
  });

  it("writes its result as the process that doctor and tensorflow start", async () => {
    const { code, stdout } = await node(["dist/cli/self-test/process.js", "onnx"], root);
    expect(code).toBe(0);
    const result = JSON.parse(stdout.slice(stdout.indexOf("{")));
    expect(result).toMatchObject({ steps: 40, engine: expect.stringMatching(/^ONNX Runtime on the CPU/) });
    expect(result.difference).toBeLessThan(1e-4);
    expect(selfTestText(result)).toMatch(/trains: loss \d\.\d{3} → 0\.\d{3} in 40 steps/);
  });

  it("fails in that process where the engine can't be had", async () => {
    const environment = { ...process.env, DARK_KNOWLEDGE_TENSORFLOW: "/nowhere" };
    const { code, stderr } = await node(["dist/cli/self-test/process.js", "tensorflow"], root, environment);
    expect([code, stderr]).toEqual([1, expect.stringContaining("/nowhere holds no manifest.json")]);
  });
});
