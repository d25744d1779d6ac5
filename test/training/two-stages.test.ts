import { describe, expect, it } from "vitest";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import { fit } from "../../lib/training/fit";
import { sgd } from "../../lib/training/sgd";
import { plainStudent, train, weightsOf, wideTeacher } from "./small-nets";

const common = { optimizer: sgd(0.05, { momentum: 0.9 }), epochs: 2, batchSize: 50, seed: 1, log: () => {} };
const hint = fitNets([["hidden1", "hidden1"]], { seed: 1 });

/** The weights that differ. */
const changed = (before: ReturnType<typeof weightsOf>, after: ReturnType<typeof weightsOf>): readonly string[] =>
  [...after]
    .filter(([name, values]) => values.some((value, i) => value !== before.get(name)![i]))
    .map(([name]) => name);

describe("two stages, as two calls of fit,", () => {
  it("train the student up to the tap, then all of it, and never the teacher", async () => {
    const [student, teacher] = [plainStudent(), wideTeacher()];
    const [start, taught] = [weightsOf(student), weightsOf(teacher)];
    const first = await fit(student, train, { ...common, teacher, objective: { hint: [1, hint] } });
    expect(first.epochs.at(-1)!.loss).toBeLessThan(first.epochs[0]!.loss);
    const hinted = weightsOf(student);
    expect(changed(start, hinted)).toEqual(["preActivation1/kernel", "preActivation1/bias"]);

    const fall = (epoch: number): number => 4 - 3 * (epoch - 1); // the paper's: from 4 to 1
    const objective = { hard: [1, hardLabels()], soft: [fall, softTargets({ temperature: 3 })] } as const;
    const second = await fit(student, train, { ...common, teacher, objective });
    const { loss, losses } = second.epochs[1]!;
    expect(loss).toBeCloseTo(losses.hard + losses.soft, 5); // the second epoch's weight is 1
    expect(changed(hinted, weightsOf(student))).toHaveLength(4);
    expect(weightsOf(teacher)).toEqual(taught);
  });
});
