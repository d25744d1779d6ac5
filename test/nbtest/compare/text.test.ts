import { applyPatch } from "diff";
import { describe, expect, it } from "vitest";
import { textDifference } from "../../../lib/nbtest/compare/compare-data";
import { sameLine } from "../../../lib/nbtest/compare/numbers";
import { type Preset, presetNames, presetsOf } from "../../../lib/nbtest/compare/presets";
import { replacementsOf } from "../../../lib/nbtest/compare/replacement";
import { type CompareRules, cleaned, defaultRules } from "../../../lib/nbtest/compare/rules";
import { unifiedDiff } from "../../../lib/nbtest/compare/text-diff";
import { rulesOf } from "../../../lib/nbtest/compare/wish";

const rules = (more: Partial<CompareRules>): CompareRules => ({ ...defaultRules, presets: [], ...more });
const close = { rtol: 0.01, atol: 0.001 };
const exact = (one: string, other: string) => one === other;

describe("sameLine", () => {
  it.each([
    ["loss 1.00", "loss 1.009", true],
    ["loss 1.00", "loss 1.02", false], // |1 − 1.02| > 0.001 + 0.01 · 1
    ["0.0000", "0.0009", true], // within atol
    ["-5", "5", false],
    ["−5.00", "-5.01", true],
    ["12,000 images", "12,001 images", true],
    ["1e-3 and 1E+3", "0.001 and 1000", true],
    ["a  9.99 b", "a 10.00 b", true], // columns are padded
    ["a  9.99 b", "a b", false],
    ["a b", "a  b", false], // only around numbers
    ["conv1", "conv1.001", false], // part of a name
    ["nan", "0", false],
    ["1 2 3", "1 2", false],
    ["version 1.2.3", "version 1.2.4", false],
    ["accuracy: 0.5 %", "accuracy: 0.5", false],
  ])("of %j and %j is %j", (stored, fresh, same) => {
    expect(sameLine(stored, fresh, close)).toBe(same);
  });
});

describe("unifiedDiff", () => {
  it("has hunks with three lines of context, as diff -U3 prints them", () => {
    const stored = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"].join("\n");
    const fresh = stored.replace("b", "B").replace("l\n", "");
    expect(unifiedDiff(stored, fresh, exact).split("\n")).toEqual([
      "@@ -1,5 +1,5 @@",
      " a",
      "-b",
      "+B",
      " c",
      " d",
      " e",
      "@@ -9,5 +9,4 @@",
      " i",
      " j",
      " k",
      "-l",
      " m",
    ]);
    expect(unifiedDiff("", "x\n", exact)).toBe("@@ -0,0 +1,1 @@\n+x");
  });

  it("turns the stored text into the fresh one when it is applied, over 200 pairs of texts", () => {
    let state = 1; // Park and Miller 1988
    const random = (below: number) => {
      state = (state * 48271) % 2147483647;
      return state % below;
    };
    for (let round = 0; round < 200; round++) {
      const stored = Array.from({ length: random(30) }, () => `line ${random(9)}`);
      const fresh = stored.flatMap((line) => [[line], [], [line, "new"], ["other"]][Math.max(0, random(9) - 5)]!);
      const [one, other] = [stored, fresh].map((lines) => lines.map((line) => `${line}\n`).join(""));
      const patch = `--- a\n+++ b\n${unifiedDiff(one!, other!, exact)}\n`;
      expect(applyPatch(one!, patch), `round ${round}`).toBe(other);
    }
  });

  it("leaves out lines that differ by less than the tolerance", () => {
    const difference = textDifference("x 1.000\ny 2.0\n", "x 1.001\ny 3.0\n", rules({ rtol: 0.01 }));
    expect(difference?.split("\n").filter((line) => /^[-+]/.test(line))).toEqual(["-y 2.0", "+y 3.0"]);
  });

  it("does not take for ever over texts that have nothing in common", () => {
    const text = (letter: string) => Array.from({ length: 20_000 }, (_, i) => `${letter}${i}`).join("\n");
    expect(unifiedDiff(text("a"), text("b"), exact)).toBe(
      "- 20000 stored lines\n+ 20000 fresh lines, of which most differ",
    );
  });
});

describe("presets", () => {
  const clean = (preset: Preset, text: string) => cleaned(text, rules({ presets: [preset] }));

  it.each<[Preset, string, string]>([
    ["ansi", "\u001b[1;31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007", "red link"],
    [
      "times",
      "at 2024-05-01T12:30:00.123Z, 2024-05-01 12:30, 12:30:59 and 1:05 PM",
      "at <time>, <time>, <time> and <time>",
    ],
    ["times", "Wed May 01 2024 12:30:00 GMT+0200 (CEST) on 2024-05-01", "<time> on <date>"],
    ["times", "3 : 4, 10:30, version 1.2", "3 : 4, 10:30, version 1.2"],
    [
      "durations",
      "took 12 ms, 3.4s, 1,200 µs and 2 min 05 s",
      "took <duration>, <duration>, <duration> and <duration>",
    ],
    ["durations", "5 samples, 3 students, 64 images/s, x2s", "5 samples, 3 students, 64 images/s, x2s"],
    ["paths", "in /home/me/a-b.txt, ~/x/y and 'C:\\Users\\me\\x.txt': no", "in <path>, <path> and '<path>': no"],
    [
      "paths",
      "file:///a/b.js and http://x.y/a/b, and/or/both, 1/2/3, </div>",
      "<path> and http://x.y/a/b, and/or/both, 1/2/3, </div>",
    ],
    ["addresses", "at 0x7f3a10b2c4d0 on localhost:8888, 0x1F", "at <address> on <host>, 0x1F"],
    ["uuids", "id 123e4567-e89b-12d3-a456-426614174000.", "id <uuid>."],
    [
      "frames",
      "Error: x\n    at f (/a/b.js:1:2)\n    at g (node:vm:3:4)\ndone at last",
      "Error: x\n    <stack>\ndone at last",
    ],
    ["frames", 'evalmachine.<anonymous>:12\n  File "a.py", line 3, in f', "<cell>\n    <stack>"],
  ])("%s turn %j into %j", (preset, text, result) => {
    expect(clean(preset, text)).toBe(result);
  });

  it("are chosen by name", () => {
    expect(presetsOf("paths, times")).toEqual(["paths", "times"]);
    expect(presetsOf("none")).toEqual([]);
    expect(presetsOf("path")).toEqual({ unknown: "path" });
    expect(presetNames).toHaveLength(7);
  });

  it("come before replacements of one's own", () => {
    const replacements = replacementsOf([{ pattern: "RUN <duration>", flags: "i", by: "run" }], "here");
    expect(cleaned("run 3 s\r\n", rules({ presets: ["durations"], replacements }))).toBe("run\n");
    expect(() => replacementsOf([{ pattern: "a", with: "b" }], "here")).toThrow(
      'here: replace has {"pattern":"a","with":"b"}',
    );
  });
});

describe("rulesOf", () => {
  it("reads rules as they stand in a cell", () => {
    expect(rulesOf("rtol=1e-3 presets=none  ignore=stderr,image/png pixels=.5")).toEqual({
      rtol: 0.001,
      presets: [],
      ignore: ["stderr", "image/png"],
      pixels: 0.5,
    });
    expect(rulesOf("")).toEqual({});
  });

  it("refuses what it does not know", () => {
    expect(() => rulesOf("rotl=1")).toThrow("unknown rule rotl; did you mean rtol?");
    expect(() => rulesOf("presets=durration")).toThrow("no preset durration; did you mean durations?");
    expect(() => rulesOf("rtol=-1")).toThrow("rtol -1: accepted: a number from 0 on");
    expect(() => rulesOf("pixels=2")).toThrow("a number from 0 to 1");
  });
});
