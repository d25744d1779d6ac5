import { describe, expect, it } from "vitest";
import type { Split } from "../../lib/datasets/split";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import { mlp } from "../../lib/models/mlp";
import type { Net } from "../../lib/models/net";
import { adam } from "../../lib/training/adam";
import { fit } from "../../lib/training/fit";
import type { FitOptions } from "../../lib/training/fit-options";
import { plainStudent, tensorCount, train, validation, weightsOf, wideTeacher } from "./small-nets";

type Options = FitOptions<string, string>;

const student: Net = plainStudent();
const teacher: Net = wideTeacher();
const options: Options = {
  ...{ optimizer: adam(0.01), epochs: 1, batchSize: 40, seed: 5, log: () => {} },
  objective: { hard: [1, hardLabels()] },
};
const colour: Net = mlp({ input: [8, 8, 3], hidden: [2], classes: 3, seed: 1 });
const ten: Net = mlp({ input: [8, 8, 1], hidden: [2], classes: 10, seed: 1 });
const larger: Split = { ...validation, name: "larger", shape: [4, 16, 1] };

const cases: readonly [string, Partial<Options>, string][] = [
  ["no epoch", { epochs: 0 }, "fit: epochs 0 was given; a whole number from 1 is accepted"],
  ["half an epoch", { epochs: 1.5 }, "fit: epochs 1.5 was given; a whole number from 1 is accepted"],
  ["no batch", { batchSize: 0 }, "fit: batchSize 0 was given; a whole number from 1 is accepted"],
  ["a negative seed", { seed: -1 }, "fit: seed -1 was given; a whole number from 0 is accepted"],
  ["a budget below 0", { viewsBudget: -1 }, "fit: viewsBudget -1 was given; a number of bytes from 0 is accepted"],
  ["a budget of NaN", { viewsBudget: Number.NaN }, "fit: viewsBudget NaN was given; a number of bytes from 0"],
  ["no term", { objective: {} }, "fit: the objective is empty; one term or more is accepted"],
  [
    "a negative weight",
    { objective: { hard: [-0.1, hardLabels()] } },
    'fit: the term "hard" has the weight -0.1 in epoch 1; a finite number from 0 is accepted',
  ],
  [
    "a term that needs a teacher without one",
    { objective: { soft: [1, softTargets({ temperature: 4 })] } },
    'fit: the term "soft" needs a teacher, and none was given; write teacher: teacher',
  ],
  [
    "an unknown tap",
    { teacher, objective: { hint: [1, fitNets([["hidden7", "hidden1"]], { seed: 1 })] } },
    'tapShape: no tap "hidden7"; the net has preActivation1, hidden1',
  ],
  ["a teacher of other classes", { teacher: ten }, "fit: the teacher has 10 logits, and bands has 3 classes"],
  [
    "a teacher of other images",
    { teacher: colour },
    "fit: the teacher takes images [8, 8, 3], and bands has images [8, 8, 1]",
  ],
  [
    "a validation split of other images",
    { validation: larger },
    "fit: the student takes images [8, 8, 1], and larger has images [4, 16, 1]",
  ],
];

describe("fit", () => {
  it.each(cases)("refuses %s before it touches anything", async (_, wrong, message) => {
    const [before, weights] = [tensorCount(), weightsOf(student)];
    let events = 0;
    const callbacks = [() => void events++];
    const error = await fit(student, train, { ...options, callbacks, ...wrong }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(message.includes("needs a teacher") ? TypeError : RangeError);
    expect((error as Error).message).toContain(message);
    expect(events).toBe(0);
    expect(tensorCount()).toBe(before);
    expect(weightsOf(student)).toEqual(weights);
  });

  it("refuses a student of other images or other classes", async () => {
    await expect(fit(colour, train, options)).rejects.toThrow(
      new RangeError("fit: the student takes images [8, 8, 3], and bands has images [8, 8, 1]"),
    );
    await expect(fit(ten, train, options)).rejects.toThrow(
      new RangeError("fit: the student has 10 logits, and bands has 3 classes"),
    );
  });
});
