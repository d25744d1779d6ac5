import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { currentEngine, useEngine } from "../../lib/compile/use-engine";

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
    expect(chosen({ threads: 1 })).toEqual(["engine: ONNX Runtime on the CPU, 1 thread"]);
    expect(chosen({ threads: 3 })).toEqual(["engine: ONNX Runtime on the CPU, 3 threads"]);
    expect(chosen({ engine: "eager" })).toEqual(["engine: TensorFlow.js, operation by operation, on cpu"]);
    expect(currentEngine().name).toBe("eager");
    expect(chosen({})).toHaveLength(1);
    expect(currentEngine().name).toBe("onnx");
  });

  it("refuses another name and leaves the engine in force", () => {
    const before = currentEngine();
    expect(() => useEngine({ engine: "wasm" as never })).toThrow(
      new RangeError('useEngine: "wasm" was given; onnx and eager are accepted'),
    );
    expect(currentEngine()).toBe(before);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses %d threads", (threads) => {
    expect(() => useEngine({ threads })).toThrow(
      new RangeError(`onnxEngine: threads ${threads} were given; a whole number from 1 is accepted`),
    );
  });
});
