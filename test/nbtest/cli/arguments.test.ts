import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { help } from "../../../lib/nbtest/cli/help";
import { keyOf } from "../../../lib/nbtest/cli/option";
import { optionGroups, readArguments } from "../../../lib/nbtest/cli/read-arguments";
import { defaultRules } from "../../../lib/nbtest/compare/rules";
import { editDistance, nearest } from "../../../lib/nbtest/words/nearest";
import { timeOf } from "../../../lib/nbtest/words/time";

const folder = mkdtempSync(join(tmpdir(), "nbtest-arguments-"));
afterAll(() => rmSync(folder, { recursive: true }));
const refusal = (...words: string[]) =>
  expect(
    readArguments(words).then(
      () => "accepted",
      (error: Error) => error.message,
    ),
  ).resolves;

describe("readArguments", () => {
  it("has defaults", async () => {
    expect(await readArguments([])).toEqual({
      paths: ["."],
      exclude: [],
      cells: [],
      allowEmpty: false,
      parameters: {},
      env: {},
      timeoutMs: 1_800_000,
      startTimeoutMs: 60_000,
      parallel: availableParallelism(),
      retries: 0,
      verbose: false,
      compare: false,
      update: false,
      rules: defaultRules,
      html: false,
      write: false,
    });
  });

  it("reads options before, between and after paths", async () => {
    const words = [
      "a",
      "--size=small",
      "-p",
      "x=1",
      "b",
      "--parameter",
      "y=a=b",
      "--output",
      "out",
      "--html",
      "--",
      "--c",
    ];
    expect(await readArguments(words)).toMatchObject({
      paths: ["a", "b", "--c"],
      size: "small",
      parameters: { x: "1", y: "a=b" },
      output: "out",
      html: true,
    });
  });

  it("lets the last of a flag and its opposite count", async () => {
    expect(await readArguments(["--allow-empty", "--no-allow-empty"])).toMatchObject({ allowEmpty: false });
    expect(await readArguments(["--no-allow-empty", "--allow-empty"])).toMatchObject({ allowEmpty: true });
  });

  it("suggests the option that was probably meant", async () => {
    await refusal("--ouput", "x").toContain("unknown option --ouput; did you mean --output?");
    await refusal("--timeo", "1s").toContain("did you mean --timeout?");
    await refusal("--zzzzzzzzzzzz").toContain("unknown option --zzzzzzzzzzzz (");
  });

  it("refuses options that lack something, come twice, or do not go together", async () => {
    await refusal("--size").toBe("--size needs a value");
    await refusal("--output=").toBe("--output needs a value");
    await refusal("--output", "--html").toContain("--output needs a value; given: --html");
    await refusal("--html=yes", "--output", "x").toContain("--html takes no value");
    await refusal("--size", "a", "--size", "b").toContain("--size is given more than once");
    await refusal("-p", "x").toContain("accepted: name=value, such as -p epochs=2");
    await refusal("--env", "=x").toContain("accepted: name=value, such as --env OMP_NUM_THREADS=1");
    await refusal("--html").toContain("--html needs --output");
    await refusal("--shard", "3/2").toBe("--shard 3/2: accepted: I/N with I from 1 to N, such as 2/5");
    await refusal("--shard", "0/2").toContain("accepted: I/N");
    await refusal("--parallel", "0").toBe("--parallel 0: accepted: a whole number from 1 on");
    await refusal("--write", "--until", "3").toContain("--write does not go with --cell or --until");
    await refusal("--write", "--size", "small").toContain("does not go with --size, -p or --parameter-file");
    await refusal("--timeout", "10").toBe(
      "--timeout 10: not a time; accepted: a number above 0 with ms, s, m or h, such as 90s or 10m",
    );
  });
});

describe("the config file", () => {
  const config = (value: unknown, ...words: string[]) => {
    const path = join(folder, "nbtest.config.json");
    writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
    return ["--config", path, ...words];
  };

  it("gives what the command line does not say; values with names go together", async () => {
    const value = { paths: "books", timeout: "5s", html: true, output: "out", exclude: ["a", "b"] };
    const named = { parameters: { epochs: 2, name: "x", seeds: [1, 2] }, env: { A: "1", B: "2" } };
    const args = await readArguments(config({ ...value, ...named }, "--timeout", "1m", "--env", "B=3", "--no-html"));
    expect(args).toMatchObject({
      paths: [expect.stringMatching(/books$/)],
      timeoutMs: 60_000,
      html: false,
      exclude: ["a", "b"],
      parameters: { epochs: "2", name: "x", seeds: "[1,2]" },
      env: { A: "1", B: "3" },
    });
  });

  it("has its paths taken from its folder", async () => {
    const args = await readArguments(config({ output: "out" }));
    expect(join(process.cwd(), (args as { output: string }).output)).toBe(join(folder, "out"));
  });

  it("is the nearest one, and may stand in package.json, but not in both", async () => {
    const before = process.cwd();
    const nested = mkdtempSync(join(folder, "nested-"));
    process.chdir(nested);
    try {
      config({ timeout: "7s" });
      expect(await readArguments([])).toMatchObject({ timeoutMs: 7000 });
      writeFileSync(join(nested, "package.json"), '{"nbtest": {"timeout": "8s"}}');
      expect(await readArguments([])).toMatchObject({ timeoutMs: 8000 });
      writeFileSync(join(nested, "nbtest.config.json"), "{}");
      await refusal().toBe(
        'nbtest.config.json and "nbtest" in package.json both configure nbtest; accepted: one of them',
      );
    } finally {
      process.chdir(before);
    }
  });

  it("is refused with unknown keys, wrong values, and when it is not there", async () => {
    await refusal(...config({ timout: "5s" })).toContain("unknown key timout; did you mean timeout?");
    await refusal(...config({ help: true })).toContain("unknown key help");
    await refusal(...config({ html: "yes" })).toContain('html is "yes"; accepted: true or false');
    await refusal(...config({ timeout: {} })).toContain("timeout is {}; accepted: a text or a number");
    await refusal(...config({ timeout: ["1s"] })).toContain('timeout is ["1s"]');
    await refusal(...config({ env: ["A=1"] })).toContain("accepted: an object of names and values");
    await refusal(...config({ timeout: "soon" })).toContain("--timeout soon: not a time");
    await refusal(...config({ replace: [{ pattern: "(", by: "" }] })).toContain("replace: Invalid regular expression");
    await refusal(...config("{")).toContain("not JSON");
    await refusal(...config("[]")).toContain("accepted: an object");
    await refusal("--config", "no.json").toBe("--config no.json: no such file");
  });
});

it("timeOf reads milliseconds, seconds, minutes and hours, and nothing else", () => {
  expect(["250ms", "90s", "1.5m", "1h"].map(timeOf)).toEqual([250, 90_000, 90_000, 3_600_000]);
  for (const text of ["", "10", "0s", "-1s", "1d", "999h", "s"]) expect(timeOf(text)).toBeUndefined();
});

it("nearest counts letters to change", () => {
  expect(editDistance("kitten", "sitting")).toBe(3);
  expect(nearest("--sise", ["--size", "--write"])).toBe("--size");
  expect(nearest("--x", ["--output"])).toBeUndefined();
});

describe("the help", () => {
  it("names every option and every exit code, in lines that fit", () => {
    for (const { name } of optionGroups.flatMap(({ options }) => options)) expect(help).toContain(`${name}`);
    for (const code of ["0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "130 "]) expect(help).toContain(` ${code} `);
    expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it("tells of options whose keys differ", () => {
    const keys = optionGroups.flatMap(({ options }) => options).map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toContain("startTimeout");
  });
});
