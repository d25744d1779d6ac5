import { describe, expect, it } from "vitest";
import { parseArguments } from "../../../lib/nbtest/cli/arguments";
import { help } from "../../../lib/nbtest/cli/help";
import { editDistance, nearest } from "../../../lib/nbtest/cli/nearest";
import { parseTime } from "../../../lib/nbtest/cli/time";

describe("parseArguments", () => {
  it("has defaults", () => {
    expect(parseArguments([])).toEqual({
      paths: ["."],
      parameters: {},
      timeoutMs: 1_800_000,
      startTimeoutMs: 60_000,
      html: false,
      write: false,
      help: false,
      version: false,
    });
  });

  it("reads options before, between and after paths", () => {
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
    expect(parseArguments(words)).toMatchObject({
      paths: ["a", "b", "--c"],
      size: "small",
      parameters: { x: "1", y: "a=b" },
      output: "out",
      html: true,
    });
  });

  it("suggests the option that was probably meant", () => {
    expect(() => parseArguments(["--ouput", "x"])).toThrow("unknown option --ouput; did you mean --output?");
    expect(() => parseArguments(["--time", "1s"])).toThrow("did you mean --timeout?");
    expect(() => parseArguments(["--zzzzzzzzzzzz"])).toThrow("unknown option --zzzzzzzzzzzz (");
  });

  it("refuses options that lack something, come twice, or do not go together", () => {
    expect(() => parseArguments(["--size"])).toThrow("--size needs a value");
    expect(() => parseArguments(["--output="])).toThrow("--output needs a value");
    expect(() => parseArguments(["--output", "--html"])).toThrow("--output needs a value; given: --html");
    expect(() => parseArguments(["--html=yes", "--output", "x"])).toThrow("--html takes no value");
    expect(() => parseArguments(["--size", "a", "--size", "b"])).toThrow("--size is given 2 times");
    expect(() => parseArguments(["-p", "x"])).toThrow("accepted: name=value");
    expect(() => parseArguments(["--html"])).toThrow("--html needs --output");
    expect(() => parseArguments(["--write", "--size", "small"])).toThrow("does not go with --size or -p");
  });
});

describe("parseTime", () => {
  it("reads milliseconds, seconds, minutes and hours", () => {
    expect(["250ms", "90s", "1.5m", "1h"].map((text) => parseTime(text, "--timeout"))).toEqual([
      250, 90_000, 90_000, 3_600_000,
    ]);
  });

  it("refuses anything else", () => {
    for (const text of ["", "10", "0s", "-1s", "1d", "999h", "s"])
      expect(() => parseTime(text, "--timeout")).toThrow(`--timeout ${text}: not a time`);
  });
});

describe("nearest", () => {
  it("counts letters to change", () => {
    expect(editDistance("kitten", "sitting")).toBe(3);
    expect(nearest("--sise", ["--size", "--write"])).toBe("--size");
    expect(nearest("--x", ["--output"])).toBeUndefined();
  });
});

it("the help names every option and every exit code", () => {
  for (const option of [
    "--size",
    "--parameter",
    "--timeout",
    "--start-timeout",
    "--kernel",
    "--output",
    "--html",
    "--write",
  ])
    expect(help).toContain(option);
  for (const code of ["0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "130 "]) expect(help).toContain(` ${code} `);
  expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
});
