import { describe, expect, it } from "vitest";
import { refusals } from "../../../lib/compile/trace/refusals";
import { rules } from "../../../lib/compile/trace/register";
import * as tf from "../../../lib/tensors/tf";

const kernels = tf.getKernelsForBackend("cpu").map(({ kernelName }) => kernelName);

describe("the kernels of tfjs' cpu backend", () => {
  it("are all of tfjs' that it has", () => {
    expect(kernels.length).toBeGreaterThan(170);
  });

  it("have a rule, or a reason why they have none: each the one or the other", () => {
    expect(kernels.filter((kernel) => kernel in rules === kernel in refusals)).toEqual([]);
  });

  it("are the only ones that have either", () => {
    const named = [...Object.keys(rules), ...Object.keys(refusals)];
    expect(named.filter((kernel) => !kernels.includes(kernel))).toEqual([]);
  });

  it.each(Object.entries(refusals))("are told what to write instead of %s", (_kernel, { why, instead }) => {
    expect(why).toMatch(/^[a-z].*[a-z]$/);
    expect(instead).toMatch(/^(tf\.|[a-z]).*\w\)?$/);
  });
});
