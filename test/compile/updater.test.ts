import { describe, expect, it } from "vitest";
import type { Program } from "../../lib/compile/engine";
import type { Optimizer, ParameterBlock } from "../../lib/compile/optimizer";
import { updater } from "../../lib/compile/updater";
import * as tf from "../../lib/tensors/tf";

/** w ← w − rate · g, in both forms; says which one ran. */
function descent() {
  const ran: string[] = [];
  const update =
    (form: string): Optimizer["update"] =>
    ({ memory, length, weights, gradients }: ParameterBlock, { learningRate }) => {
      ran.push(form);
      const [w, g] = [weights, gradients].map((offset) => new Float32Array(memory.buffer, offset, length));
      for (let i = 0; i < length; i++) w![i]! -= learningRate * g![i]!;
    };
  const optimizer: Optimizer = {
    name: "descent",
    learningRate: 1,
    slots: 0,
    update: update("fast"),
    reference: update("plain"),
  };
  return { optimizer, ran };
}

const reaching = (...differentiated: tf.Variable[]) => ({ differentiated }) as unknown as Program;
const made = (...values: number[]): tf.Variable => tf.variable(tf.tensor1d(values));

describe("updater", () => {
  it("gives every variable a place for its gradient and changes it by what is written there", async () => {
    const [a, b] = [made(1, 2), made(10)];
    const { optimizer, ran } = descent();
    const own = updater("f", optimizer, false, new Map());
    const gradients = await own.gradients(reaching(a, b));
    gradients.get(a)?.set([1, 1]);
    gradients.get(b)?.set([4]);
    own.apply({ step: 1, learningRate: 0.5 });
    expect([[...a.dataSync()], [...b.dataSync()]]).toEqual([[0.5, 1.5], [8]]);
    expect(ran).toEqual(["fast"]);
    own.dispose();
    expect([...a.dataSync()]).toEqual([0.5, 1.5]);
    tf.dispose([a, b]);
  });

  it("takes over what was assigned from outside between two steps", async () => {
    const a = made(1);
    const own = updater("f", descent().optimizer, true, new Map());
    (await own.gradients(reaching(a))).get(a)?.set([1]);
    own.apply({ step: 1, learningRate: 1 });
    tf.tidy(() => a.assign(tf.tensor1d([100])));
    await own.gradients(reaching(a));
    own.apply({ step: 2, learningRate: 1 });
    expect(a.dataSync()[0]).toBe(99);
    own.dispose();
    a.dispose();
  });

  it("runs the plain formula for an engine that is the oracle", async () => {
    const a = made(1);
    const { optimizer, ran } = descent();
    const own = updater("f", optimizer, true, new Map());
    await own.gradients(reaching(a));
    own.apply({ step: 1, learningRate: 1 });
    expect(ran).toEqual(["plain"]);
    own.dispose();
    a.dispose();
  });

  it("refuses other variables than before, whose gradients would be those of an earlier step", async () => {
    const [a, b] = [made(1), made(2)];
    const own = updater("f", descent().optimizer, false, new Map());
    await own.gradients(reaching(a, b));
    for (const others of [reaching(a), reaching(a, made(3))]) {
      await expect(own.gradients(others)).rejects.toThrow(
        new Error("compile f: for feeds of these shapes the loss reaches other variables than before"),
      );
    }
    own.dispose();
  });
});
