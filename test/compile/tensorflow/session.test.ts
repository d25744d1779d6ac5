import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { savedModel } from "../../../lib/compile/tensorflow/graph-def";
import { openSession } from "../../../lib/compile/tensorflow/session";
import { fakeBinding } from "./fake-binding";

const nodes = [{ name: "n", operation: "NoOp", inputs: [], attributes: {} }];
const outer = process.env.TMPDIR;
const temporary = mkdtempSync(path.join(tmpdir(), "dark-knowledge-session-"));

describe("a session", () => {
  beforeAll(() => {
    process.env.TMPDIR = temporary;
  });
  afterAll(() => {
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
    rmSync(temporary, { recursive: true });
  });

  it("is given its graph in a folder that is gone afterwards", () => {
    const { binding } = fakeBinding();
    let found: Uint8Array | undefined;
    const load = (folder: string): number => {
      expect(path.dirname(folder)).toBe(temporary);
      found = readFileSync(path.join(folder, "saved_model.pb"));
      return 1;
    };
    openSession({ ...binding, loadSavedModel: load }, nodes);
    expect(Buffer.compare(found!, savedModel(nodes))).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("leaves no folder where the library refuses the graph", () => {
    const { binding } = fakeBinding();
    const refuse = (folder: string): number => {
      expect(existsSync(folder)).toBe(true);
      throw new Error("no such operation");
    };
    expect(() => openSession({ ...binding, loadSavedModel: refuse }, nodes)).toThrow("no such operation");
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("feeds by name, gives back copies, and holds nothing afterwards", () => {
    const fake = fakeBinding((fed, output) => {
      const factor = output === "double:0" ? 2 : 3;
      return { values: Float32Array.from(fed["x:0"]!.values, (value) => factor * value), shape: [2] };
    });
    const session = openSession(fake.binding, nodes);
    const bytes = { values: Uint8Array.of(1), shape: [] };
    const results = session.run({ x: { values: Float32Array.of(1, 2), shape: [2] }, mask0: bytes }, ["double", "b:1"]);
    expect(results.map(({ values }) => [...values])).toEqual([
      [2, 4],
      [3, 6],
    ]);
    expect(fake.calls.at(-1)).toBe("run 7 x:0,mask0:0 → double:0,b:1");
    expect(fake.held.size).toBe(0);
    session.dispose();
    expect(fake.calls.at(-1)).toBe("delete 7");
  });

  it("holds nothing after a call that failed", () => {
    const fake = fakeBinding(() => {
      throw new Error("out of memory");
    });
    const session = openSession(fake.binding, nodes);
    expect(() => session.run({ x: { values: Float32Array.of(1), shape: [] } }, ["y"])).toThrow("out of memory");
    expect(fake.held.size).toBe(0);
  });
});
