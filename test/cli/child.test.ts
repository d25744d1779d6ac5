import { describe, expect, it } from "vitest";
import { lastLines, runChild } from "../../lib/cli/child";

const node = (script: string, options = {}) => runChild(process.execPath, ["-e", script], options);

describe("runChild", () => {
  it("says how a program ended, and what it wrote where", async () => {
    const script = "console.log(process.env.WORD); console.error('bad'); process.exitCode = 3";
    const ended = await node(script, { environment: { ...process.env, WORD: "größe" } });
    expect(ended).toMatchObject({ code: 3, output: "größe\n" });
    expect(ended?.all.split("\n").sort()).toEqual(["", "bad", "größe"]);
  });

  it("names the signal that ended it", async () => {
    expect(await node("process.kill(process.pid, 'SIGKILL')")).toMatchObject({ code: "SIGKILL" });
  });

  it("finds no program that is not there", async () => {
    expect(await runChild("/nowhere/at-all", [])).toBeUndefined();
    expect(await runChild("no-such-program-here", [])).toBeUndefined();
  });

  it("ends a program when it is told to", async () => {
    const over = new AbortController();
    const running = node("setInterval(() => {}, 1e6)", { signal: over.signal });
    setTimeout(() => over.abort(new Error("enough")), 200);
    await expect(running).rejects.toThrow("enough");
    await expect(node("", { signal: over.signal })).rejects.toThrow("enough");
  });
});

it("lastLines indents the end of an output", () => {
  expect(lastLines("a\nb\nc\n\n", 2)).toBe("    b\n    c");
});
