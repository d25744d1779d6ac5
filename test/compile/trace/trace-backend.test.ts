import { describe, expect, it } from "vitest";
import { TRACE_BACKEND, TraceBackend, traceBackend } from "../../../lib/compile/trace/trace-backend";
import * as tf from "../../../lib/tensors/tf";

describe("the trace backend", () => {
  it("is registered, and never chosen by itself", () => {
    expect(tf.findBackend(TRACE_BACKEND)).toBe(traceBackend);
    expect(tf.getBackend()).toBe("cpu");
  });

  it("knows the values that JavaScript made, and none of a traced tensor", () => {
    const backend = new TraceBackend();
    const literal = backend.write(Float32Array.of(1, 2), [2], "float32");
    const traced = backend.tensor([2, 3], "int32");
    expect(backend.literal(literal)).toEqual(Float32Array.of(1, 2));
    expect(backend.literal(traced.dataId)).toBeUndefined();
    expect([traced.shape, traced.dtype]).toEqual([[2, 3], "int32"]);
  });

  it("keeps data as long as somebody holds it", () => {
    const backend = new TraceBackend();
    const { dataId } = backend.tensor([1], "float32");
    backend.incRef(dataId);
    expect(backend.refCount(dataId)).toBe(2);
    expect([backend.disposeData(dataId), backend.numDataIds()]).toEqual([false, 1]);
    expect([backend.disposeData(dataId), backend.numDataIds()]).toEqual([true, 0]);
    expect([backend.disposeData(dataId), backend.refCount(dataId)]).toEqual([true, 0]);
  });

  it("gives up data at once when it is forced to", () => {
    const backend = new TraceBackend();
    const { dataId } = backend.tensor([1], "float32");
    backend.incRef(dataId);
    expect([backend.disposeData(dataId, true), backend.numDataIds()]).toEqual([true, 0]);
  });

  it("has the cpu backend's float: its precision and its epsilon", () => {
    const cpu = tf.findBackend("cpu") as tf.KernelBackend;
    expect([traceBackend.floatPrecision(), traceBackend.epsilon()]).toEqual([cpu.floatPrecision(), cpu.epsilon()]);
  });
});
