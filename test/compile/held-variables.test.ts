import { describe, expect, it } from "vitest";
import { allVariables, withVariablesHeld } from "../../lib/compile/held-variables";
import * as tf from "../../lib/tensors/tf";

describe("withVariablesHeld", () => {
  it("puts assigned variables back, disposes of new ones, and gives the body's result", () => {
    const variable = tf.variable(tf.scalar(1));
    const before = tf.memory().numTensors;
    const seen = withVariablesHeld(() =>
      tf.tidy(() => {
        variable.assign(tf.scalar(2));
        tf.variable(tf.scalar(3));
        return variable.dataSync()[0];
      }),
    );
    expect([seen, variable.dataSync()[0]]).toEqual([2, 1]);
    expect(allVariables()).toEqual([variable]);
    expect(tf.memory().numTensors).toBe(before);
    variable.dispose();
  });

  it("does so too when the body throws", () => {
    const variable = tf.variable(tf.scalar(1));
    expect(() =>
      withVariablesHeld(() => {
        tf.tidy(() => variable.assign(tf.scalar(2)));
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(variable.dataSync()[0]).toBe(1);
    variable.dispose();
  });

  it("lets the body dispose of a variable", () => {
    const variable = tf.variable(tf.scalar(1));
    const before = tf.memory().numTensors;
    withVariablesHeld(() => variable.dispose());
    expect([variable.isDisposed, tf.memory().numTensors]).toEqual([true, before - 1]);
  });
});
