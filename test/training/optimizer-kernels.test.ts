import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sgd } from "../../lib/training/sgd";

const root = join(__dirname, "..", "..");

describe("the generated kernels", () => {
  it.each([
    ["optimizers", "lib/training/optimizer-kernels.generated.ts"],
    ["keep-bits", "lib/tensors/keep-bits-kernel.generated.ts"],
  ])("%s are what their source compiles to", { timeout: 60_000 }, (name, file) => {
    const print = [".build/kernels.mjs", "--print", name];
    const printed = execFileSync(process.execPath, print, { cwd: root, encoding: "utf8" });
    expect(readFileSync(join(root, file), "utf8")).toBe(printed);
  });

  it("write nothing outside of the block that they are given", () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    const all = new Float32Array(memory.buffer);
    all.fill(7);
    const { update, reference } = sgd(0.5);
    for (const pass of [update, reference]) {
      pass({ memory, length: 4, weights: 64, gradients: 128, slots: [192] }, { step: 1, learningRate: 0.5 });
    }
    const changed = [...all.keys()].filter((i) => all[i] !== 7);
    expect(changed).toEqual([16, 17, 18, 19]); // weights; velocity 0 · 7 + 7 stays
  });
});
