import { describe, expect, it } from "vitest";
import { command } from "../../lib/cli/command";
import type { CommandEntry } from "../../lib/cli/commands";
import { CuredError } from "../../lib/cli/cured-error";
import { runCommand } from "../../lib/cli/run-command";
import { contextIn } from "./listening-terminal";

const bake = command({
  about: "Bakes.\n  as: this",
  operands: "[CAKE]",
  options: {
    hot: { type: "boolean", help: "at 200 °C" },
    minutes: { type: "string", value: "N", help: "how long" },
  },
  run: async ({ hot, minutes }, { terminal, signal }, operands) => {
    if (minutes === "0") throw new CuredError("no time", ["take some", "or buy a cake"]);
    if (minutes === "99") throw new TypeError("burnt");
    if (minutes === "7") signal.throwIfAborted();
    terminal.print(JSON.stringify({ hot, minutes, operands }));
    return 0;
  },
});
const known: readonly CommandEntry[] = [
  { name: "bake", summary: "makes cakes", load: async () => bake },
  { name: "eat", summary: "ends cakes", load: async () => command({ about: "", options: {}, run: async () => 1 }) },
];

const run = async (...words: string[]) => {
  const context = contextIn({});
  const code = await runCommand(words, context, known);
  const { printed, complaints } = context.terminal;
  return { code, out: printed.join("\n"), error: complaints.join("\n") };
};

describe("dark-knowledge", () => {
  it("gives a command its options and operands, and ends with its code", async () => {
    expect(await run("bake", "--hot", "a", "--minutes", "5", "--", "--b")).toEqual({
      code: 0,
      out: '{"hot":true,"minutes":"5","operands":["a","--b"]}',
      error: "",
    });
    expect(await run("bake", "--minutes=5")).toMatchObject({ out: '{"hot":false,"minutes":"5","operands":[]}' });
    expect(await run("eat")).toMatchObject({ code: 1 });
  });

  it("prints its help, that of a command, and its version", async () => {
    for (const words of [["--help"], ["-h"], ["help"]]) {
      const { code, out } = await run(...words);
      expect(code).toBe(0);
      expect(out).toMatch(/^ {2}bake +makes cakes$/m);
    }
    for (const words of [
      ["bake", "--help"],
      ["bake", "-h"],
      ["help", "bake"],
      ["bake", "--hot", "--help"],
    ]) {
      const { code, out } = await run(...words);
      expect(code).toBe(0);
      expect(out).toContain("usage: dark-knowledge bake [options] [CAKE]\n\nBakes.\n  as: this\n");
      expect(out).toMatch(/^ {2}--minutes N +how long$/m);
    }
    expect(await run("--version")).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  });

  it("ends with 2 and its help where no command is given", async () => {
    expect(await run()).toMatchObject({ code: 2, out: "", error: expect.stringContaining("usage: dark-knowledge") });
  });

  it.each([
    [["bak"], "dark-knowledge: unknown command bak; did you mean bake? (dark-knowledge --help lists all)"],
    [["zzzzzzzz"], "dark-knowledge: unknown command zzzzzzzz (dark-knowledge --help lists all)"],
    [["--hlep"], "dark-knowledge: unknown option --hlep; did you mean --help? (dark-knowledge --help lists all)"],
    [["constructor"], "dark-knowledge: unknown command constructor (dark-knowledge --help lists all)"],
    [
      ["bake", "--minuts", "5"],
      "dark-knowledge bake: unknown option --minuts; did you mean --minutes? (dark-knowledge bake --help lists all)",
    ],
    [["bake", "-m"], "dark-knowledge bake: unknown option -m (dark-knowledge bake --help lists all)"],
    [["bake", "--toString"], "dark-knowledge bake: unknown option --toString (dark-knowledge bake --help lists all)"],
    [["bake", "--minutes"], "dark-knowledge bake: --minutes needs a value, --minutes N"],
    [["bake", "--minutes="], "dark-knowledge bake: --minutes needs a value, --minutes N"],
    [["bake", "--minutes", "--hot"], "dark-knowledge bake: --minutes needs a value, --minutes N; given: --hot"],
    [["bake", "--hot=yes"], "dark-knowledge bake: --hot takes no value; given: yes"],
    [["bake", "--hot", "--hot"], "dark-knowledge bake: --hot is given twice; accepted: once"],
    [["eat", "cake"], "dark-knowledge eat: eat takes no operand; given: cake"],
  ])("refuses %j with 2", async (words, error) => {
    expect(await run(...words)).toEqual({ code: 2, out: "", error });
  });

  it("says what is wrong and what to do about it, and ends with 1", async () => {
    expect(await run("bake", "--minutes", "0")).toEqual({
      code: 1,
      out: "",
      error: "dark-knowledge bake: no time\n  → take some\n  → or buy a cake",
    });
  });

  it("says where it fails itself, and ends with 5", async () => {
    const { code, error } = await run("bake", "--minutes", "99");
    expect(code).toBe(5);
    expect(error).toMatch(/^dark-knowledge bake: internal error: TypeError: burnt\n.*run-command\.test\.ts/);
  });

  it("ends with 130 when it is interrupted", async () => {
    const context = contextIn({}, AbortSignal.abort());
    expect(await runCommand(["bake", "--minutes", "7"], context, known)).toBe(130);
    expect(context.terminal.complaints).toEqual(["interrupted"]);
  });
});
