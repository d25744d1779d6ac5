import { afterEach, describe, expect, it } from "vitest";
import { Lowering } from "../../../lib/compile/trace/lowering";
import { type KernelCall, operand, optionalOperand, refused, result, tensorOf } from "../../../lib/compile/trace/rule";
import { traceBackend } from "../../../lib/compile/trace/trace-backend";

const lowering = new Lowering(new Map());
const x = lowering.graph.input("x", "float32", [2]);
const call: KernelCall = { kernel: "Add", inputs: { a: lowering.tensor(x), b: undefined }, attributes: {}, lowering };

describe("a call of a kernel", () => {
  afterEach(() => traceBackend.dispose());

  it("has its inputs by name, as tensors and as values", () => {
    expect(tensorOf(call, "a").shape).toEqual([2]);
    expect(operand(call, "a")).toBe(x);
  });

  it("may lack an input that is optional, and no other", () => {
    expect(optionalOperand(call, "b")).toBeUndefined();
    expect(optionalOperand(call, "a")).toBe(x);
    expect(() => operand(call, "b")).toThrow(new Error('compile: Add came without its input "b"'));
  });

  it("gives a tensor of the value's type, or of the one that is asked for", () => {
    expect([result(call, x).dtype, result(call, x, "int32").dtype]).toEqual(["float32", "int32"]);
  });

  it("is refused with the kernel, the setting, what was given and what is accepted", () => {
    const error = refused(call, "pad", 3, "same, valid");
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain("compile: Add with pad = 3 can't be compiled; accepted: same, valid");
    expect(error.message).toContain("rule.test.ts");
  });
});
