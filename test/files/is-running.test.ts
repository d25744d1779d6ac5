import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { isRunning } from "../../lib/files/is-running";

describe("isRunning", () => {
  it("knows this process, one that has ended, and what is no process number", () => {
    expect(isRunning(process.pid)).toBe(true);
    expect(isRunning(spawnSync(process.execPath, ["-e", "0"]).pid)).toBe(false);
    expect(isRunning(Number.NaN)).toBe(false);
  });
});
