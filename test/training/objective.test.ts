import { describe, expect, it } from "vitest";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import { dispose } from "../../lib/tensors/tf";
import { bindObjective, tapsOf, weightAt } from "../../lib/training/objective";
import { plainStudent, tensorCount, wideTeacher } from "./small-nets";

const [student, teacher] = [plainStudent(), wideTeacher()];
const hint = fitNets([["hidden1", "hidden2"]], { seed: 1 });

describe("bindObjective", () => {
  it("binds the terms in their order, each to the shapes of its taps", () => {
    const summands = bindObjective({ hard: [0.5, hardLabels()], hint: [2, hint] }, student, teacher);
    expect(summands.map(({ name }) => name)).toEqual(["hard", "hint"]);
    expect(summands[1]!.bound.variables.map(({ shape }) => shape)).toEqual([[6, 10]]);
    for (const { bound } of summands) dispose([...bound.variables]);
  });

  it("names the term that needs a teacher where there is none", () => {
    const bind = () => bindObjective({ soft: [1, softTargets({ temperature: 2 })] }, student, undefined);
    expect(bind).toThrow(
      new TypeError('fit: the term "soft" needs a teacher, and none was given; write teacher: teacher'),
    );
    expect(() => bindObjective({ hint: [1, hint] }, student, undefined)).toThrow(
      'fit: the term "hint" needs a teacher',
    );
  });

  it("refuses an empty objective", () => {
    expect(() => bindObjective({}, student, teacher)).toThrow(
      new RangeError("fit: the objective is empty; one term or more is accepted"),
    );
  });

  it("refuses an entry that is not [weight, term]", () => {
    const record = { hard: { weight: 1, term: hardLabels() } } as never;
    expect(() => bindObjective(record, student, teacher)).toThrow(
      new TypeError('fit: the objective\'s "hard" is object; [weight, term] is accepted, e.g. [1, hardLabels()]'),
    );
  });

  it("frees the variables of the terms before the one that is refused", () => {
    const before = tensorCount();
    expect(() => bindObjective({ hint: [1, hint], hard: [-1, hardLabels()] }, student, teacher)).toThrow(RangeError);
    expect(tensorCount()).toBe(before);
  });
});

describe("weightAt", () => {
  it("is the number, or what the function says of the epoch", () => {
    expect(weightAt("soft", 0.5, 3)).toBe(0.5);
    expect(weightAt("soft", (epoch) => 1 / epoch, 4)).toBe(0.25);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (weight) => {
    const message = `fit: the term "soft" has the weight ${weight} in epoch 2; a finite number from 0 is accepted`;
    expect(() => weightAt("soft", weight, 2)).toThrow(new RangeError(message));
    expect(() => weightAt("soft", () => weight, 2)).toThrow(new RangeError(message));
  });
});

describe("tapsOf", () => {
  it("names every tap once", () => {
    const pairs = fitNets(
      [
        ["hidden1", "hidden1"],
        ["hidden1", "hidden2"],
      ],
      { seed: 1 },
    );
    const summands = bindObjective({ hint: [1, hint], pairs: [1, pairs], hard: [1, hardLabels()] }, student, teacher);
    expect(tapsOf(summands)).toEqual({ student: ["hidden1"], teacher: ["hidden2", "hidden1"] });
    for (const { bound } of summands) dispose([...bound.variables]);
  });
});
