import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { currentEngine, useEngine } from "../../lib/compile/use-engine";

/** Where no libtensorflow is installed. */
const nowhere = mkdtempSync(path.join(tmpdir(), "dark-knowledge-nothing-"));
const outer = { ...process.env };
beforeAll(() => {
  process.env.XDG_CACHE_HOME = nowhere;
  process.env.DARK_KNOWLEDGE_TENSORFLOW = "";
});
afterAll(() => {
  Object.assign(process.env, outer);
  rmSync(nowhere, { recursive: true });
});

const chosen = (options: Parameters<typeof useEngine>[0]): string[] => {
  const lines: string[] = [];
  useEngine({ ...options, log: (line) => lines.push(line) });
  return lines;
};

describe("useEngine", () => {
  it("finds ONNX Runtime on every core in force before it is called", () => {
    const { name, description } = currentEngine();
    expect(name).toBe("onnx");
    expect(description).toContain(`${availableParallelism()} thread`);
  });

  it("says in one line which engine it is, and puts it in force", () => {
    expect(chosen({ engine: "onnx", threads: 1 })).toEqual(["engine: ONNX Runtime on the CPU, 1 thread"]);
    expect(chosen({ engine: "onnx", threads: 3 })).toEqual(["engine: ONNX Runtime on the CPU, 3 threads"]);
    expect(chosen({ engine: "eager" })).toEqual(["engine: TensorFlow.js, operation by operation, on cpu"]);
    expect(currentEngine().name).toBe("eager");
  });

  it("takes ONNX Runtime where libtensorflow is not installed, and says how to install it", () => {
    const hint = process.platform === "linux" ? "; faster for convolutional nets: npx dark-knowledge tensorflow" : "";
    expect(chosen({ threads: 2 })).toEqual([`engine: ONNX Runtime on the CPU, 2 threads${hint}`]);
    expect(currentEngine().name).toBe("onnx");
  });

  it("refuses TensorFlow where it is not installed", () => {
    const before = currentEngine();
    expect(() => useEngine({ engine: "tensorflow" })).toThrow(
      new Error(
        "useEngine: no libtensorflow was found; npx dark-knowledge tensorflow installs it (on Linux), a project's own " +
          "@tensorflow/tfjs-node with its install script is found, and DARK_KNOWLEDGE_TENSORFLOW may name a folder " +
          "that has it",
      ),
    );
    expect(currentEngine()).toBe(before);
  });

  it("says in its line what is wrong with an installation that does not load", () => {
    const folder = path.join(nowhere, "dark-knowledge", "tensorflow", "1.2.3-cpu");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "manifest.json"), '{ "tensorflow": "1.2.3", "variant": "cpu" }');
    const [line] = chosen({ threads: 2 });
    expect(line).toContain(`engine: ONNX Runtime on the CPU, 2 threads; libtensorflow in ${folder} was not used: `);
    expect(line).toContain("tfjs_binding.node");
    expect(() => useEngine({ engine: "tensorflow" })).toThrow("tfjs_binding.node");
    rmSync(folder, { recursive: true });
  });

  it("refuses another name and leaves the engine in force", () => {
    const before = currentEngine();
    expect(() => useEngine({ engine: "wasm" as never })).toThrow(
      new RangeError('useEngine: "wasm" was given; onnx, tensorflow and eager are accepted'),
    );
    expect(currentEngine()).toBe(before);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d threads", (threads) => {
    expect(() => useEngine({ engine: "onnx", threads })).toThrow(
      new RangeError(`onnxEngine: threads ${threads} were given; a whole number from 1 is accepted`),
    );
  });
});
