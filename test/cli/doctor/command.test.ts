import { describe, expect, it } from "vitest";
import { CuredError } from "../../../lib/cli/cured-error";
import type { Check } from "../../../lib/cli/doctor/check";
import { doctorOf } from "../../../lib/cli/doctor/command";
import { contextIn } from "../listening-terminal";

const right: Check = { name: "sun", look: async () => ({ state: "right", text: "shines" }) };
const note: Check = { name: "wind", look: async () => ({ state: "note", text: "blows", cure: ["hat"] }) };
const wrong: Check = { name: "rain", look: async () => ({ state: "wrong", text: "falls", cure: ["coat", "or tent"] }) };
const broken: Check = { name: "moon", look: () => Promise.reject(new Error("is away")) };
const cured: Check = { name: "star", look: () => Promise.reject(new CuredError("fell", ["wish"])) };

async function diagnosis(...checks: Check[]) {
  const context = contextIn({});
  const code = await doctorOf(checks).run({}, context, []);
  return { code, printed: context.terminal.printed };
}

describe("dark-knowledge doctor", () => {
  it("ends with 0 where nothing is wrong", async () => {
    expect(await diagnosis(right, note)).toEqual({
      code: 0,
      printed: ["✓ sun             shines", "· wind            blows", "                  → hat", "all is well"],
    });
  });

  it("ends with 1 where something is, and says what to do", async () => {
    const { code, printed } = await diagnosis(right, wrong);
    expect(code).toBe(1);
    expect(printed.slice(1)).toEqual([
      "✗ rain            falls",
      "                  → coat",
      "                  → or tent",
      "1 of 2 is wrong",
    ]);
  });

  it("goes on behind a check that fails, and counts it", async () => {
    const { code, printed } = await diagnosis(broken, cured, right);
    expect(code).toBe(1);
    expect(printed).toEqual([
      "✗ moon            is away",
      "✗ star            fell",
      "                  → wish",
      "✓ sun             shines",
      "2 of 3 are wrong",
    ]);
  });

  it("stops when it is interrupted", async () => {
    const context = contextIn({}, AbortSignal.abort(new Error("stop")));
    await expect(doctorOf([broken, right]).run({}, context, [])).rejects.toThrow("stop");
  });
});
