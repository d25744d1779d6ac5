import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { findInstallation } from "../../lib/compile/tensorflow/installation";
import { newFolder } from "../files/new-folder";

const KILLS = 25;

interface Ended {
  /** The last line that it printed. */
  readonly last: string;
  readonly steps: number;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

/** Runs the resumable run, and kills it so many milliseconds after so many steps. */
function run(
  folder: string,
  engine: string,
  kill?: { readonly steps: number; readonly after: number },
): Promise<Ended> {
  const child = spawn(process.execPath, [join(__dirname, "resumable.mjs"), folder, engine]);
  let [last, steps, errors] = ["", 0, ""];
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    last = line;
    steps += line === "step" ? 1 : 0;
    if (steps === kill?.steps) setTimeout(() => child.kill("SIGKILL"), kill.after);
  });
  return new Promise((resolve) => {
    child.on("close", (_, signal) => resolve({ last, steps, signal, errors }));
  });
}

const engines = ["onnx", "eager", ...(findInstallation() === undefined ? [] : ["tensorflow"])];

describe("a run that is killed and resumed", () => {
  // Moments from a generator, so that a failure can be had again; the machine adds its own chance.
  it.each(engines)(
    `has the history of one never stopped, after ${KILLS} kills on %s`,
    { timeout: 900_000 },
    async (engine) => {
      const whole = await run(newFolder(), engine);
      expect(whole.errors).toContain("training starts at the beginning");
      expect(whole.steps).toBe(30 * 7);
      const folder = newFolder();
      let [random, kills] = [engine.length, 0];
      while (kills < KILLS) {
        random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
        const { signal, last, errors } = await run(folder, engine, {
          steps: 1 + (random % 9),
          after: (random >> 8) % 20,
        });
        expect(signal, errors + last).toBe("SIGKILL");
        kills += 1;
      }
      const resumed = await run(folder, engine);
      expect(resumed.errors).toMatch(/resumed after step \d+, in epoch \d+/);
      expect(resumed.steps).toBeLessThan(30 * 7 - KILLS / 2);
      expect(JSON.parse(resumed.last)).toEqual(JSON.parse(whole.last));
      expect(readdirSync(folder)).toHaveLength(2);
    },
  );
});
