import { describe, expect, it } from "vitest";
import { onTraceBackend } from "../../../lib/compile/trace/switch";
import { TRACE_BACKEND, traceBackend } from "../../../lib/compile/trace/trace-backend";
import * as tf from "../../../lib/tensors/tf";

const outside = tf.tensor1d([1, 2]);
const made = (...values: number[]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values)));

describe("onTraceBackend", () => {
  it("has the tracing backend in force for the body, and the one of before after it", () => {
    expect(onTraceBackend("f", () => tf.getBackend())).toBe(TRACE_BACKEND);
    expect(tf.getBackend()).toBe("cpu");
  });

  it("gives the body every variable by its data", () => {
    const variable = made(1);
    expect(onTraceBackend("f", (before) => before.get(variable.dataId))).toBe(variable);
    variable.dispose();
  });

  it("puts assigned variables back", () => {
    const variable = made(1, 2);
    const { dataId } = variable;
    onTraceBackend("f", () => tf.tidy(() => variable.assign(tf.zeros([2]))));
    expect([...variable.dataSync()]).toEqual([1, 2]);
    expect(variable.dataId).toBe(dataId);
    variable.dispose();
  });

  it.each([
    ["dataSync", () => outside.dataSync()],
    ["data", () => outside.data()],
    ["arraySync", () => outside.arraySync()],
    ["print", () => outside.print()],
  ])("refuses %s, and says where it is called", (_name, look) => {
    expect(() => onTraceBackend("f", () => void look())).toThrow(
      /^compile f: a value is read inside the function, at .*switch\.test\.ts:\d+:\d+.*return the tensor/,
    );
    expect([...outside.dataSync()]).toEqual([1, 2]);
  });

  it("says which operation can't be compiled, where it stands, why, and what to write", () => {
    expect(() => onTraceBackend("f", () => void tf.tidy(() => tf.unique(tf.ones([3])).values))).toThrow(
      /^compile f: the operation Unique can't be compiled, at .*switch\.test\.ts:\d+:\d+.*: the shape of its result depends on values.* Instead: tf\.oneHot/,
    );
  });

  it("refuses a variable that is made inside, and disposes of it", () => {
    const before = tf.memory().numTensors;
    expect(() => onTraceBackend("f", () => tf.tidy(() => tf.variable(tf.ones([2]), true, "inner")))).toThrow(
      /^compile f: the variable inner is made inside the function; make it before/,
    );
    expect(tf.memory().numTensors).toBe(before);
    made(1).dispose(); // variables can be made again
  });

  it("refuses a read that the body hides", () => {
    const hidden = (): void => {
      try {
        outside.dataSync();
      } catch {}
    };
    expect(() => onTraceBackend("f", hidden)).toThrow(/^compile f: a value is read/);
  });

  it("has everything as before after a body that threw", () => {
    const variable = made(1, 2);
    const [before, limit] = [tf.memory().numTensors, Error.stackTraceLimit];
    const body = (): void => {
      tf.tidy(() => {
        variable.assign(tf.zeros([2]));
        throw new Error("mine");
      });
    };
    expect(() => onTraceBackend("f", body)).toThrow(new Error("mine"));
    expect(tf.getBackend()).toBe("cpu");
    expect(traceBackend.lowering).toBeUndefined();
    expect(traceBackend.numDataIds()).toBe(0);
    expect([...variable.dataSync()]).toEqual([1, 2]);
    expect([tf.memory().numTensors, Error.stackTraceLimit]).toEqual([before, limit]);
    variable.dispose();
  });
});
