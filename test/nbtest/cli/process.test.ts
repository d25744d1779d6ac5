import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sleep } from "../../../lib/nbtest/kernel/wait";
import { areGone, fakeCell, notebookText, workplace } from "../workplace";

/** Compiles the sources of nbtest, so that they run in a process of their own without the build. */
function compileTo(folder: string): void {
  const sources = readdirSync("lib/nbtest", { recursive: true, encoding: "utf8" }).filter((name) =>
    /(?<!\.d)\.ts$/.test(name),
  );
  for (const name of sources) {
    const path = join("lib/nbtest", name);
    const target = join(folder, relative("lib", path)).replace(/\.ts$/, ".js");
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, ts.transpileModule(readFileSync(path, "utf8"), { compilerOptions }).outputText);
  }
}

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
mkdirSync("node_modules/.cache", { recursive: true });
const cache = ["--cache-folder", join(place.folder, "cache")];
const compiled = mkdtempSync(resolve("node_modules/.cache/nbtest-"));
beforeAll(() => compileTo(compiled));
afterAll(() => {
  place.remove();
  rmSync(compiled, { recursive: true });
});
afterEach(async () => {
  expect(place.kernelPids().length).toBeGreaterThan(0);
  expect(await areGone(place.kernelPids())).toBe(true);
  for (let tries = 0; tries < 100 && place.leftovers().length > 0; tries++) await sleep(50);
  expect(place.leftovers()).toEqual([]);
});

const waitFor = (child: ChildProcess, text: string): Promise<void> =>
  new Promise((done, fail) => {
    let all = "";
    child.stdout?.on("data", (piece) => {
      all += piece;
      if (all.includes(text)) done();
    });
    child.on("exit", () => fail(new Error(`ended before "${text}": ${all}`)));
  });

const ended = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((done) => child.on("exit", (code, signal) => done(code ?? signal)));

/** Starts nbtest on a cell that prints "begun" and then does this for ever. */
async function begin(forever: object) {
  const cells = [fakeCell({ do: [{ print: "begun\n" }, forever] }), fakeCell({})];
  const path = place.write("long.ipynb", notebookText(cells));
  const output = join(place.folder, "out");
  const child = spawn(process.execPath, [join(compiled, "nbtest/cli/main.js"), path, "--output", output, ...cache]);
  await waitFor(child, "begun");
  return { child, executed: join(output, "long.ipynb") };
}

describe("nbtest as a process", () => {
  it("leaves no kernel and no file behind when it is killed", async () => {
    const { child } = await begin({ block: 60_000 });
    child.kill("SIGKILL");
    expect(await ended(child)).toBe("SIGKILL");
  });

  it("interrupts the cell at the first Ctrl-C, writes what there is, and ends with 130", async () => {
    const { child, executed } = await begin({ untilInterrupt: true });
    child.kill("SIGINT");
    expect(await ended(child)).toBe(130);
    expect(JSON.parse(readFileSync(executed, "utf8")).cells[0].outputs[0].text).toEqual(["begun\n"]);
  });

  it("ends at once at the second Ctrl-C", async () => {
    const { child } = await begin({ block: 60_000 });
    child.kill("SIGINT");
    await waitFor(child, "once more kills it");
    child.kill("SIGINT");
    expect(await ended(child)).toBe(130);
  });

  it("ends although a cell left a process behind that holds the kernel's pipes", async () => {
    const path = place.write("leaves.ipynb", notebookText([fakeCell({ do: [{ leaveProcess: true }] })]));
    const child = spawn(process.execPath, [join(compiled, "nbtest/cli/main.js"), path, ...cache]);
    let out = "";
    child.stdout.on("data", (piece) => {
      out += piece;
    });
    expect(await ended(child)).toBe(0);
    process.kill(Number(/left (\d+)/.exec(out)?.[1]));
  });

  it("stops when nobody reads any more", async () => {
    const { child } = await begin({ wait: 300 });
    child.stdout?.destroy();
    expect(await ended(child)).toBe(5);
  });
});
