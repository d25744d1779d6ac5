import { describe, expect, it } from "vitest";
import { featureTerm } from "../../lib/losses/feature-term";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import type { Net } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { adam } from "../../lib/training/adam";
import { printEpoch } from "../../lib/training/callbacks";
import { fit } from "../../lib/training/fit";
import { plainStudent, train, wideTeacher } from "./small-nets";

// The compiler's answer is the test of what is never called here; each mistake must be one.
const [student, teacher] = [plainStudent(), wideTeacher()];
const options = { optimizer: adam(1e-3), epochs: 1, batchSize: 50, seed: 1, log: () => {} } as const;
const quiet = printEpoch(() => {});
const compare = (s: tf.Tensor, t: tf.Tensor): tf.Scalar =>
  tf.mean<tf.Scalar>(tf.square(tf.sub(tf.mean(s), tf.mean(t))));

const accepted = {
  taps: () => {
    const hint = fitNets([["hidden1", "preActivation2"]], { seed: 3 });
    const near = featureTerm({ name: "near", pairs: [["preActivation1", "hidden1"]], compare });
    return fit(student, train, { ...options, teacher, objective: { hint: [1, hint], near: [(epoch) => epoch, near] } });
  },
  tapsInPlace: () =>
    fit(student, train, {
      objective: { hard: [0.1, hardLabels()], hint: [(e) => e, fitNets([["hidden1", "hidden2"]], { seed: 3 })] },
      teacher: teacher,
      optimizer: adam(1e-3),
      epochs: 1,
      batchSize: 64,
      seed: 2,
      callbacks: [printEpoch(), (event) => void (event.kind === "epoch" && event.row.losses.hint.toFixed())],
    }),
  unknownTaps: (net: Net) =>
    fit(net, train, {
      ...options,
      teacher: net,
      objective: { hint: [1, fitNets([["anything", "goes"]], { seed: 3 })] },
    }),
};

const refused = {
  studentTap: () =>
    fit(student, train, {
      ...options,
      teacher,
      // @ts-expect-error the student has one hidden layer
      objective: { hard: [0.1, hardLabels()], hint: [1, fitNets([["hidden2", "hidden2"]], { seed: 3 })] },
    }),
  teacherTap: () =>
    fit(student, train, {
      ...options,
      teacher,
      // @ts-expect-error a slip of the pen
      objective: { hard: [0.1, hardLabels()], hint: [1, fitNets([["hidden1", "hiden2"]], { seed: 3 })] },
    }),
  teacherTapBeforeTeacher: () =>
    fit(student, train, {
      ...options,
      // @ts-expect-error the teacher has two hidden layers
      objective: { hint: [1, featureTerm({ name: "near", pairs: [["hidden1", "hidden3"]], compare })] },
      teacher,
    }),
  termMadeBefore: () => {
    const hint = fitNets([["hidden3", "hidden2"]], { seed: 3 });
    // @ts-expect-error the student has one hidden layer
    return fit(student, train, { ...options, teacher, objective: { hint: [1, hint] } });
  },
  noTeacher: () =>
    fit(student, train, {
      ...options,
      // @ts-expect-error there is no teacher to have a tap
      objective: { hint: [1, fitNets([["hidden1", "hidden2"]], { seed: 3 })] },
    }),
  unknownOption: () =>
    // @ts-expect-error it is called batchSize
    fit(student, train, { ...options, objective: { hard: [1, hardLabels()] }, batchsize: 4 }),
  noSeed: () =>
    // @ts-expect-error randomness has no default
    fit(student, train, { objective: { hard: [1, hardLabels()] }, optimizer: adam(1e-3), epochs: 1, batchSize: 50 }),
  noWeight: () =>
    // @ts-expect-error a term has its weight before it
    fit(student, train, { ...options, objective: { hard: hardLabels() } }),
  eventColumn: () =>
    fit(student, train, {
      ...options,
      objective: { hard: [1, hardLabels()] },
      // @ts-expect-error no term has this name
      callbacks: [(event) => void (event.kind === "step" && event.losses.hart)],
    }),
};

describe("the types of fit", () => {
  it("name the columns of the history by the objective's keys", async () => {
    const objective = { hard: [0.1, hardLabels()], soft: [0.9, softTargets({ temperature: 4 })] } as const;
    const { epochs, best } = await fit(student, train, { ...options, teacher, objective, callbacks: [quiet] });
    const soft: number = epochs[0]!.losses.soft;
    expect(soft).toBeGreaterThan(0);
    // @ts-expect-error no term has this name
    expect(epochs[0]!.losses.sofd).toBeUndefined();
    // @ts-expect-error no term has this name
    expect(best?.losses.hart).toBeUndefined();
  });

  it("refuse an unknown tap, and what slips past them is refused at the door", async () => {
    await expect(refused.studentTap()).rejects.toThrow('no tap "hidden2"; the net has preActivation1, hidden1');
    await expect(refused.teacherTap()).rejects.toThrow('no tap "hiden2"');
    await expect(refused.noTeacher()).rejects.toThrow('the term "hint" needs a teacher');
    await expect(accepted.unknownTaps(student)).rejects.toThrow('no tap "anything"');
    await expect(accepted.taps()).resolves.toMatchObject({ reason: "finished" });
  });
});
