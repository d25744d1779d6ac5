import { expect, it } from "vitest";
import { giveOwnData, valuesOf } from "../../lib/compile/own-data";
import * as tf from "../../lib/tensors/tf";

it("gives every variable data of its own, with the same values, and takes it from nobody", () => {
  const first = tf.variable(tf.tensor1d([1, 2]));
  const others = ["second", "third"].map((name) => tf.variable(tf.zeros([2]), true, name));
  for (const other of others) other.assign(first as never);
  const alone = tf.variable(tf.scalar(true, "bool"));
  const before = tf.memory().numTensors;
  expect(new Set([first, ...others].map(({ dataId }) => dataId)).size).toBe(1);
  const kept = [first.dataId, alone.dataId];
  giveOwnData([first, ...others, alone]);
  expect(new Set([first, ...others].map(({ dataId }) => dataId)).size).toBe(3);
  expect([first.dataId, alone.dataId]).toEqual(kept);
  for (const variable of [first, ...others]) expect([...variable.dataSync()]).toEqual([1, 2]);
  expect([...valuesOf(alone)]).toEqual([1]);
  expect(tf.memory().numTensors).toBe(before);
  tf.dispose([first, ...others, alone]);
});
