import { describe, expect, it } from "vitest";
import { residentOf, settleAll } from "../../lib/compile/residents";
import * as tf from "../../lib/tensors/tf";

const made = (...values: number[]): tf.Variable => tf.variable(tf.tensor1d(values));
const read = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];

/** Writes values as a compiled step does. */
async function step(variable: tf.Variable, ...values: number[]): Promise<void> {
  const resident = residentOf(variable);
  if (resident.isOlder) await resident.refresh();
  resident.values.set(values);
  resident.written();
}

describe("the resident of a variable", () => {
  it("is one for each variable", () => {
    const [a, b] = [made(1), made(1)];
    expect(residentOf(a)).toBe(residentOf(a));
    expect(residentOf(a)).not.toBe(residentOf(b));
    tf.dispose([a, b]);
  });

  it("takes over the variable's values", async () => {
    const variable = made(1, 2);
    const resident = residentOf(variable);
    expect(resident.isOlder).toBe(true);
    await resident.refresh();
    expect([resident.isOlder, [...resident.values]]).toEqual([false, [1, 2]]);
    variable.dispose();
  });

  it("shows what was written to every way of looking at the variable", async () => {
    const variable = made(1, 2);
    await step(variable, 3, 4);
    expect(read(variable)).toEqual([3, 4]);
    await step(variable, 5, 6);
    expect([...(await variable.data())]).toEqual([5, 6]);
    await step(variable, 7, 8);
    expect(read(tf.add(variable, 1))).toEqual([8, 9]);
    variable.dispose();
  });

  it("leaves a clone of before a step as it was", async () => {
    const variable = made(1, 2);
    const clone = variable.clone();
    await step(variable, 3, 4);
    const later = variable.clone();
    await step(variable, 5, 6);
    expect([read(clone), read(later), read(variable)]).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    tf.dispose([variable, clone, later]);
  });

  it("takes over what is assigned from outside, before and after a look", async () => {
    const variable = made(1, 2);
    await step(variable, 3, 4);
    tf.tidy(() => variable.assign(tf.tensor1d([10, 20])));
    const resident = residentOf(variable);
    expect(resident.isOlder).toBe(true);
    await resident.refresh();
    expect([...resident.values]).toEqual([10, 20]);
    await step(variable, 5, 6);
    expect(read(variable)).toEqual([5, 6]);
    expect(resident.isOlder).toBe(false);
    variable.dispose();
  });

  it("moves to another place with its values", async () => {
    const variable = made(1, 2);
    const resident = residentOf(variable);
    await resident.refresh();
    const home = new Float32Array(2);
    resident.moveTo(home);
    expect(resident.values).toBe(home);
    expect([...home]).toEqual([1, 2]);
    variable.dispose();
  });

  it("keeps the right values after its last user is gone, and only then", async () => {
    const variable = made(1, 2);
    const resident = residentOf(variable);
    resident.retain();
    resident.retain();
    await step(variable, 3, 4);
    resident.release();
    expect(resident.values).toHaveLength(2);
    resident.release();
    expect(resident.values).toHaveLength(0);
    expect(read(variable)).toEqual([3, 4]);
    await resident.refresh();
    expect([...resident.values]).toEqual([3, 4]);
    variable.dispose();
  });

  it("can be released when the variable is gone", async () => {
    const variable = made(1);
    const resident = residentOf(variable);
    resident.retain();
    await step(variable, 2);
    variable.dispose();
    expect(() => resident.release()).not.toThrow();
  });

  it("has another version after every change, and after nothing else", async () => {
    const variable = made(1, 2);
    const resident = residentOf(variable);
    const seen = [resident.version];
    await step(variable, 3, 4);
    seen.push(resident.version);
    tf.tidy(() => variable.assign(tf.tensor1d([5, 6])));
    seen.push(resident.version);
    expect(new Set(seen).size).toBe(3);
    read(variable);
    await resident.refresh();
    await resident.newest();
    expect(resident.version).toBe(seen[2]);
    variable.dispose();
  });

  it("counts as no tensor more", async () => {
    const variable = made(1, 2);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) {
      await step(variable, i, i);
      read(variable);
    }
    expect(tf.memory().numTensors).toBe(before);
    variable.dispose();
    expect(tf.memory().numTensors).toBe(before - 1);
  });

  it("settles the variables that have one", async () => {
    const [a, b] = [made(1), made(2)];
    await step(a, 5);
    settleAll([a, b]);
    residentOf(a).values.set([9]); // not said to be written: nobody sees it
    expect([read(a), read(b)]).toEqual([[5], [2]]);
    tf.dispose([a, b]);
  });

  it("refuses a variable that is no float32", () => {
    const variable = tf.variable(tf.scalar(1, "int32"), true, "counter");
    expect(() => residentOf(variable)).toThrow(
      new TypeError("compile: the variable counter is int32; float32 can be compiled"),
    );
    variable.dispose();
  });
});

describe("the resident of a variable whose home is elsewhere", () => {
  /** A home whose values change behind the variable's back, and how often it was read. */
  const homeOf = (...values: number[]) => {
    const home = { values, reads: 0 };
    const counted = {
      read: () => {
        home.reads += 1;
        return Float32Array.from(home.values);
      },
    };
    return { home, counted };
  };

  it("is read when somebody looks, and not again until it was written again", () => {
    const variable = made(1, 2);
    const { home, counted } = homeOf(3, 4);
    residentOf(variable).written(counted);
    expect(home.reads).toBe(0);
    expect([read(variable), read(tf.add(variable, 1))]).toEqual([
      [3, 4],
      [4, 5],
    ]);
    expect(home.reads).toBe(1);
    home.values = [5, 6];
    residentOf(variable).written(counted);
    expect(read(variable)).toEqual([5, 6]);
    variable.dispose();
  });

  it("gives its newest values without taking them over", async () => {
    const variable = made(1, 2);
    const resident = residentOf(variable);
    expect([...(await resident.newest())]).toEqual([1, 2]);
    resident.written(homeOf(3, 4).counted);
    expect([...(await resident.newest())]).toEqual([3, 4]);
    expect([resident.isOlder, resident.values.length]).toEqual([true, 0]);
    variable.dispose();
  });

  it("comes to the host for a function that keeps it there", async () => {
    const variable = made(1, 2);
    const { home, counted } = homeOf(3, 4);
    residentOf(variable).written(counted);
    await step(variable, 7, 8);
    home.values = [0, 0];
    expect(read(variable)).toEqual([7, 8]);
    expect(residentOf(variable).isOlder).toBe(false);
    variable.dispose();
  });

  it("is forgotten for what is assigned from outside", async () => {
    const variable = made(1, 2);
    residentOf(variable).written(homeOf(3, 4).counted);
    tf.tidy(() => variable.assign(tf.tensor1d([5, 6])));
    expect([...(await residentOf(variable).newest()), ...read(variable)]).toEqual([5, 6, 5, 6]);
    variable.dispose();
  });

  it("is read a last time when it goes, though others still use the variable", async () => {
    const variable = made(1, 2);
    const resident = residentOf(variable);
    const { home, counted } = homeOf(3, 4);
    resident.retain();
    resident.retain();
    resident.written(counted);
    resident.release(counted);
    home.values = [0, 0];
    expect([...(await resident.newest()), ...read(variable)]).toEqual([3, 4, 3, 4]);
    resident.release();
    variable.dispose();
  });
});
