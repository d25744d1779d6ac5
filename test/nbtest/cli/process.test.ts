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

/** Runs a cell that leaves a process of this kind behind, and returns its process id. */
async function runLeaving(kind: "stranger" | "child") {
  const path = place.write("leaves.ipynb", notebookText([fakeCell({ do: [{ leaveProcess: kind }] })]));
  const child = spawn(process.execPath, [join(compiled, "nbtest/cli/main.js"), path, ...cache]);
  let out = "";
  child.stdout.on("data", (piece) => {
    out += piece;
  });
  const code = await ended(child);
  return { code, left: Number(/left (\d+)/.exec(out)?.[1]) };
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
    const { code, left } = await runLeaving("stranger");
    expect(code).toBe(0);
    process.kill(left);
  });

  it.runIf(process.platform === "linux")(
    "leaves no process behind that a cell has started, whatever its group",
    async () => {
      const { code, left } = await runLeaving("child");
      expect(code).toBe(0);
      expect(await areGone([left])).toBe(true);
    },
  );

  it("leaves nothing of several kernels behind when it is killed", async () => {
    const forever = notebookText([fakeCell({ do: [{ leaveProcess: "child" }, { block: 60_000 }] })]);
    const paths = ["a.ipynb", "b.ipynb", "c.ipynb"].map((name) => place.write(name, forever));
    const words = [...paths, "--parallel", "3", "--verbose", ...cache];
    const before = place.kernelPids().length;
    const child = spawn(process.execPath, [join(compiled, "nbtest/cli/main.js"), ...words]);
    await waitFor(child, "left");
    for (let tries = 0; tries < 200 && place.kernelPids().length < before + 3; tries++) await sleep(50);
    child.kill("SIGKILL");
    expect(await ended(child)).toBe("SIGKILL");
    expect(place.kernelPids().length).toBe(before + 3);
  });

  it("stops when nobody reads any more", async () => {
    const { child } = await begin({ wait: 300 });
    child.stdout?.destroy();
    expect(await ended(child)).toBe(5);
  });
});
