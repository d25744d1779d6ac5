import { describe, expect, it } from "vitest";
import { profileOf } from "../../../lib/nbtest/kernel/profile";
import { tslabProfile } from "../../../lib/nbtest/kernel/profiles/tslab";

// What tslab 1.0.22 prints on Node 20.
const thrown = `evalmachine.<anonymous>:4
    throw new TypeError('boom: twice');
    ^

TypeError: boom: twice
    at f (evalmachine.<anonymous>:4:11)
    at sigintHandlersWrap (node:vm:280:12)
    at Object.execute (/p/node_modules/tslab/dist/executor.js:160:38)
`;
const code = "// f\nfunction f() {\n  throw new TypeError('boom: twice');\n}\nf();";

describe("errorFrom", () => {
  it("reads a runtime error, its place in the cell, and the frames that concern the user", () => {
    expect(tslabProfile.errorFrom(["a warning\n", thrown], code)).toEqual({
      name: "TypeError",
      message: "boom: twice",
      stack: ["at f (evalmachine.<anonymous>:4:11)"],
      diagnostics: [{ line: 3, column: 3, message: "boom: twice" }],
      stderrMessages: 1,
    });
  });

  it("gives no place when two lines of the cell could be meant", () => {
    expect(tslabProfile.errorFrom([thrown], `${code}\n${code}`)?.diagnostics).toEqual([]);
  });

  it("reads all diagnostics at the end, of the cell and of files", () => {
    const stderr = ["printed before\n", "2:7 - Type 'a'.\n", "lib/x.ts 3:4 - Wrong: 1:2 - really.\n"];
    expect(tslabProfile.errorFrom(stderr, "")).toMatchObject({
      name: "TypeScriptError",
      diagnostics: [
        { line: 2, column: 7, message: "Type 'a'." },
        { file: "lib/x.ts", line: 3, column: 4, message: "Wrong: 1:2 - really." },
      ],
      stderrMessages: 2,
    });
  });

  it("takes what is thrown and is no error for the message", () => {
    expect(tslabProfile.errorFrom(["just text\n"], "")).toMatchObject({ name: "Error", message: "just text" });
    expect(tslabProfile.errorFrom([], "")).toBeUndefined();
  });
});

describe("lateErrorFrom", () => {
  it("knows what tslab prints of errors that nobody caught", () => {
    expect(tslabProfile.lateErrorFrom("UncaughtException: RangeError: x\n    at a (b:1:2)\n", "")).toMatchObject({
      name: "RangeError",
      message: "x",
      stack: ["at a (b:1:2)"],
    });
    expect(tslabProfile.lateErrorFrom("UnhandledPromiseRejection: only text\n", "")?.message).toBe("only text");
    expect(tslabProfile.lateErrorFrom("an UncaughtException: quoted\n", "")).toBeUndefined();
  });

  it("takes diagnostics for an error in module cells only", () => {
    const diagnostic = "2:14 - Type 'x'.\n";
    expect(tslabProfile.lateErrorFrom(diagnostic, '/** @module a */\nexport const b = "";')).toMatchObject({
      diagnostics: [{ line: 2, column: 14 }],
    });
    expect(tslabProfile.lateErrorFrom(diagnostic, "console.error('2:14 - …')")).toBeUndefined();
  });
});

describe("lateErrorFrom sees through", () => {
  it("the indent of an open console.group", () => {
    expect(tslabProfile.lateErrorFrom("  UncaughtException: RangeError: x\n      at a (b:1:2)\n", "")).toMatchObject({
      name: "RangeError",
      stack: ["at a (b:1:2)"],
    });
  });

  it("comments above the one that makes a module, as tslab does", () => {
    const code = '// part one\n/* two */\n/** @jsx */\n/** @module a */\nexport const b: number = "";';
    expect(tslabProfile.lateErrorFrom("5:14 - Type 'x'.\n", code)?.name).toBe("TypeScriptError");
    expect(tslabProfile.lateErrorFrom("1:1 - x\n", "// /** @module a */\nb();")).toBeUndefined();
    expect(tslabProfile.lateErrorFrom("1:1 - x\n", "b();\n/** @module a */")).toBeUndefined();
  });
});

it("refusalOf names cells that tslab calls ok and does not run", () => {
  expect(tslabProfile.refusalOf("// a\n/** @browser */\nalert(1);")).toContain("@browser");
  expect(tslabProfile.refusalOf("alert(1); /** @browser */")).toBeUndefined();
});

it("profileOf knows tslab by its answer, whatever its kernelspec starts", () => {
  const spec = { name: "x", displayName: "", language: "", argv: ["./run"], env: {}, resources: "" } as const;
  const profile = (implementation: string) => profileOf({ ...spec, interruptMode: "signal" }, { implementation }).name;
  expect(["tslab", "jslab", "ipython"].map(profile)).toEqual(["tslab", "tslab", "default"]);
});

describe("isBlank", () => {
  it("is true for space and comments, and for nothing else", () => {
    expect(["", " \n", "// a\n/* b\n */"].map((text) => tslabProfile.isBlank(text))).toEqual([true, true, true]);
    expect(["1 // a", "`/* */`", "/** @module a */"].map((text) => tslabProfile.isBlank(text))).toEqual([
      false,
      false,
      false,
    ]);
  });
});
