import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Program, ProgramCall } from "../../../lib/compile/engine";
import { onnxModel } from "../../../lib/compile/onnx/model";
import { onnxProgram } from "../../../lib/compile/onnx/onnx-program";
import { residentOf } from "../../../lib/compile/residents";
import { type Task, trace } from "../../../lib/compile/trace/trace";
import type { HostTensor } from "../../../lib/tensors/host-tensor";
import { fillKeepBits } from "../../../lib/tensors/keep-bits";
import { keepMask } from "../../../lib/tensors/random-source";
import * as tf from "../../../lib/tensors/tf";

const x = { values: Float32Array.of(1, 2, 3), shape: [3] };
let w = tf.variable(tf.zeros([3]));

const prepared = (task: Omit<Task, "name">): Promise<Program> => {
  const traced = trace({ name: "f", ...task }, [{ name: "x", type: "float32", shape: [3] }]);
  return onnxProgram("f", traced, onnxModel(traced.graph), 1);
};
const run = (program: Program, call: Partial<ProgramCall> = {}): Promise<Readonly<Record<string, HostTensor>>> =>
  program.run({ fed: { x }, seed: undefined, step: 1, gradients: new Map(), ...call });

describe("onnxProgram", () => {
  beforeEach(() => {
    w = tf.tidy(() => tf.variable(tf.tensor1d([10, 20, 30])));
  });
  afterEach(() => w.dispose());

  it("writes gradients where the call says: d(Σ x · w)/dw = x", async () => {
    const program = await prepared({
      body: (feeds) => ({ loss: tf.sum(tf.mul(feeds.x!, w)) }),
      minimize: { loss: "loss", variables: [w] },
    });
    expect(program.differentiated).toEqual([w]);
    for (const target of [new Float32Array(3), new Float32Array(8).subarray(4, 7)]) {
      const results = await run(program, { gradients: new Map([[w, target]]) });
      expect([...target]).toEqual([1, 2, 3]);
      expect(results.loss).toEqual({ values: Float32Array.of(140), shape: [] });
    }
    await program.dispose();
  });

  it("assigns variables where they live and reads them there in the next call", async () => {
    const program = await prepared({
      body: (feeds) => {
        w.assign(tf.add(w, feeds.x!));
        return { now: tf.mul(w, 1) };
      },
    });
    await run(program);
    const { now } = await run(program);
    expect(now?.values).toEqual(Float32Array.of(12, 24, 36));
    expect([...residentOf(w).values]).toEqual([12, 24, 36]);
    expect([...w.dataSync()]).toEqual([12, 24, 36]);
    await program.dispose();
    expect([...w.dataSync()]).toEqual([12, 24, 36]);
  });

  it("draws the masks of (seed, place, step)", async () => {
    const program = await prepared({ body: () => ({ mask: keepMask([64], 0.5, "m") }) });
    const bits = new Uint8Array(64);
    for (const [seed, step] of [
      [1, 1],
      [1, 2],
      [2, 1],
    ] as const) {
      fillKeepBits(bits, { seed, step, place: "m", keep: 0.5 });
      const { mask } = await run(program, { seed, step });
      expect([...mask!.values]).toEqual([...bits]);
    }
    await program.dispose();
  });

  it("refuses masks without a seed, and says whose", async () => {
    const program = await prepared({ body: () => ({ mask: keepMask([2], 0.5, "dropout1") }) });
    await expect(run(program)).rejects.toThrow(
      new TypeError('compile f: it draws random masks ("dropout1") and was given no seed'),
    );
    await program.dispose();
  });

  it("gives results in memory of their own", async () => {
    const program = await prepared({ body: (feeds) => ({ y: tf.mul(feeds.x!, w) }) });
    const first = await run(program);
    tf.tidy(() => w.assign(tf.zeros([3])));
    const second = await run(program);
    expect([[...first.y!.values], [...second.y!.values]]).toEqual([
      [10, 40, 90],
      [0, 0, 0],
    ]);
    await program.dispose();
  });
});
