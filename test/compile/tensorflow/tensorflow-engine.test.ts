import { expect, it } from "vitest";
import { compile } from "../../../lib/compile/compile";
import { defaultThreads, threadsText } from "../../../lib/compile/engine";
import { findInstallation, type Installation } from "../../../lib/compile/tensorflow/installation";
import { tensorflowEngine } from "../../../lib/compile/tensorflow/tensorflow-engine";
import { useEngine } from "../../../lib/compile/use-engine";
import * as tf from "../../../lib/tensors/tf";
import { describeInstalled, installedBinding } from "./installed";

describeInstalled("the engine on libtensorflow", (engine) => {
  it("is taken where it is installed, and said in one line", () => {
    const lines: string[] = [];
    const chosen = useEngine({ log: (line) => lines.push(line) });
    expect(chosen.name).toBe("tensorflow");
    const { tensorflow } = findInstallation()!;
    const threads = threadsText("test", defaultThreads());
    expect(lines.map((line) => line.replace("the GPU", "the CPU"))).toEqual([
      `engine: TensorFlow ${tensorflow} on the CPU, ${threads}`,
    ]);
  });

  it("refuses other threads, and another library, than the ones that are loaded", () => {
    const installation = findInstallation() as Installation;
    const threads = defaultThreads() + 1;
    expect(() => tensorflowEngine(installation, { threads })).toThrow(
      `tensorflowEngine: ${installation.folder} with threads ${threads} was asked for, and ${installation.folder} with`,
    );
    expect(() => tensorflowEngine({ ...installation, folder: "/nowhere" })).toThrow(
      /^tensorflowEngine: \/nowhere with/,
    );
    expect(() => tensorflowEngine(installation, { threads: 0 })).toThrow(RangeError);
  });

  it("leaves eager tensors, and variables that it has read, on the cpu backend", async () => {
    const w = tf.variable(tf.tensor1d([1, 2]));
    const look = compile(({ x }: { readonly x: tf.Tensor }) => ({ y: tf.mul(x, w) }), { engine });
    await look({ x: { values: Float32Array.of(3, 4), shape: [2] } });
    expect(tf.getBackend()).toBe("cpu");
    const { tensorInfo } = tf.engine().state;
    const cpu = tf.backend();
    const sum = tf.add(w, 1);
    expect([w, sum].map(({ dataId }) => tensorInfo.get(dataId)?.backend === cpu)).toEqual([true, true]);
    await look.dispose();
    tf.dispose([w, sum]);
  });

  it("lets the process do what waits between two calls", async () => {
    const next = compile(({ x }: { readonly x: tf.Tensor }) => ({ y: tf.add(x, 1) }), { engine });
    const order: string[] = [];
    setImmediate(() => order.push("what waited"));
    for (const call of ["first", "second"]) {
      await next({ x: { values: Float32Array.of(1), shape: [1] } });
      order.push(call);
    }
    expect(order).toEqual(["what waited", "first", "second"]);
    await next.dispose();
  });

  it("has one session a shape, which it closes", async () => {
    const before = installedBinding().getNumOfSavedModels();
    const twice = compile(({ x }: { readonly x: tf.Tensor }) => ({ y: tf.mul(x, 2) }), { engine });
    for (const size of [1, 2, 1]) await twice({ x: { values: new Float32Array(size), shape: [size] } });
    expect(installedBinding().getNumOfSavedModels()).toBe(before + 2);
    await twice.dispose();
    expect(installedBinding().getNumOfSavedModels()).toBe(before);
  });
});
