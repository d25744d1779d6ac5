import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { damagedFiles, readManifest } from "../../../lib/cli/tensorflow/manifest";
import { findInstallation } from "../../../lib/compile/tensorflow/installation";
import { type Ended, node } from "../../commands";
import { root } from "../../source-files";
import { sharedFolder } from "./shared-folder";

const MINUTES = 60_000;
const ROUNDS = Number(process.env.DARK_KNOWLEDGE_KILLS ?? 4);
const main = join(root, "dist/cli/main.js");
const from = findInstallation()?.folder as string;

describe.skipIf(from === undefined)("dark-knowledge tensorflow, from an installation", () => {
  const home = sharedFolder("dark-knowledge with a space-");
  const folder = join(home.path, "dark-knowledge", "tensorflow");
  const environment = { ...process.env, XDG_CACHE_HOME: home.path, DARK_KNOWLEDGE_TENSORFLOW: "" };
  const run = (...words: string[]): Promise<Ended> => node([main, "tensorflow", ...words], home.path, environment);
  /** Milliseconds that a run takes. */
  let duration = 0;

  beforeAll(async () => {
    const started = performance.now();
    const { code, stdout, stderr } = await run("--from", from);
    duration = performance.now() - started;
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain(`installed in `);
    expect(stdout).toMatch(/it trains: TensorFlow \d.* loss \d/);
  }, 3 * MINUTES);
  afterAll(home.remove, MINUTES);

  /** The installation that useEngine() would take, which must be whole. */
  async function whole(): Promise<string> {
    const found = findInstallation(environment);
    const manifest = await readManifest(found?.folder ?? "");
    expect(manifest).toBeDefined();
    expect(await damagedFiles(found!.folder, manifest!, "checksum")).toEqual([]);
    return found!.folder;
  }

  it(
    "leaves one installation, which is whole, and nothing else",
    async () => {
      const at = await whole();
      expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([at]);
      expect(existsSync(join(at, ".work"))).toBe(false);
    },
    MINUTES,
  );

  it(
    "installs nothing again that is whole",
    async () => {
      const before = await whole();
      const { code, stdout } = await run();
      expect([code, stdout]).toEqual([0, expect.stringContaining(`already installed: ${before}`)]);
    },
    MINUTES,
  );

  it(
    "leaves what was there when the compiler fails, and says what it says",
    async () => {
      const before = await whole();
      const compiler = 'case "$*" in *probe*|*--version*) exec g++ "$@";; esac; echo "no such header" >&2; exit 1';
      const broken = { ...environment, CXX: home.program("broken-compiler", compiler) };
      const { code, stderr } = await node([main, "tensorflow", "--from", from], home.path, broken);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(/can't compile the native module:\n {4}no such header/),
      ]);
      expect(await whole()).toBe(before);
      expect(readdirSync(folder)).toHaveLength(1);
    },
    2 * MINUTES,
  );

  it(
    `leaves a whole installation however it is killed, ${ROUNDS} times at random moments`,
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const moment = Math.random() * duration * 1.1;
        const signal = round % 2 === 0 ? "SIGKILL" : "SIGINT";
        const child = spawn(process.execPath, [main, "tensorflow", "--from", from], {
          env: environment,
          stdio: "ignore",
        });
        const ended = new Promise((resolve) => child.on("exit", resolve));
        await Promise.race([pause(moment), ended]);
        child.kill(signal);
        await ended;
        const where = `${signal} after ${moment.toFixed(0)} of ${duration.toFixed(0)} ms`;
        expect(await whole(), where).toBeDefined();
        if (signal === "SIGINT") expect(readdirSync(folder), where).toHaveLength(1);
      }
      const { code } = await run("--from", from);
      expect(code).toBe(0);
      expect(readdirSync(folder)).toHaveLength(1);
    },
    (2 + ROUNDS) * MINUTES,
  );

  it(
    "removes it, and finds nothing the second time",
    async () => {
      expect(await run("--remove")).toMatchObject({
        code: 0,
        stdout: expect.stringMatching(/^removed .*-cpu.*: \d+ MB/),
      });
      expect(readdirSync(folder)).toEqual([]);
      expect(findInstallation(environment)).toBeUndefined();
      expect(await run("--remove")).toMatchObject({ code: 0, stdout: expect.stringMatching(/^nothing is installed/) });
    },
    MINUTES,
  );
});
