import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { InputGradients, Views } from "../../lib/losses/term";
import * as tf from "../../lib/tensors/tf";
import { scene } from "./scene";
import { terms } from "./terms";

/** What lib/losses exports besides terms. */
const parts = [
  ...[
    "absolute",
    "adaptiveAverage",
    "attentionMap",
    "averagedToSameSize",
    "batchNorm",
    "checkMaps",
    "choice",
    "detached",
  ],
  ...["euclideanNorm", "factorDistance", "flowMatrix", "glorotKernel", "paraphraser", "regressor", "threeConvolutions"],
  ...["unitVectors"],
];

const registered = (): tf.Variable[] => Object.values(tf.engine().state.registeredVariables) as tf.Variable[];
const isMoved = (gradient: tf.Tensor | undefined): boolean => {
  const values = [...(gradient?.dataSync() ?? [])];
  return values.every(Number.isFinite) && values.some((value) => value !== 0);
};

/** Views of which everything that has a batch axis is changed along it. */
function changed(views: Views<"x", "x">, change: <X extends tf.Tensor>(x: X) => X): Views<"x", "x"> {
  const side = ({ logits, features: { x } }: Views<"x", "x">["student"]) => ({
    logits: change(logits),
    features: { x: change(x) },
  });
  const { student, mirrored, teacher } = views.inputGradients as Required<InputGradients>;
  return {
    ...views,
    student: side(views.student),
    teacher: side(views.teacher),
    labels: change(views.labels),
    indices: change(views.indices),
    inputGradients: { student: change(student), mirrored: change(mirrored), teacher: change(teacher) },
  };
}

describe.each(terms)("the term $factory, $detail,", (entry) => {
  it.each([1, 4])("gives a finite scalar for a batch of %i", (batch) => {
    const { bound, views } = scene(entry, batch);
    const loss = bound.loss(views);
    expect(loss.shape).toEqual([]);
    expect(loss.dtype).toBe("float32");
    expect(Number.isFinite(loss.dataSync()[0])).toBe(true);
  });

  it(`sends ${entry.isFlat ? "the gradient 0" : "its gradient"} to the student`, () => {
    const { bound, views, student } = scene(entry, 4);
    const { grads } = tf.variableGrads(() => bound.loss(views), [...student]);
    expect(student.some(({ name }) => isMoved(grads[name]))).toBe(!entry.isFlat);
  });

  it("lists every variable that bind makes, trainable, and each gets a gradient", () => {
    const before = new Set(registered());
    const bound = entry.term.bind(entry.shapes);
    const made = registered().filter((variable) => !before.has(variable));
    expect(new Set(bound.variables)).toEqual(new Set(made));
    if (made.length === 0) return;
    const { views } = scene(entry, 4);
    const { grads } = tf.variableGrads(() => bound.loss(views), made);
    for (const { name, trainable } of made) {
      expect(trainable).toBe(true);
      expect(isMoved(grads[name])).toBe(true);
    }
  });

  it("leaves the teacher as it is in a step over the student and the term's variables", () => {
    const { bound, views, student, teacher } = scene(entry, 4);
    const values = (variables: readonly tf.Variable[]) => variables.map((variable) => [...variable.dataSync()]);
    const [studentBefore, teacherBefore] = [values(student), values(teacher)];
    tf.train.sgd(0.1).minimize(() => bound.loss(views), false, [...student, ...bound.variables]);
    expect(values(teacher)).toEqual(teacherBefore);
    if (entry.isFlat) expect(values(student)).toEqual(studentBefore);
    else expect(values(student)).not.toEqual(studentBefore);
  });

  it("leaks no tensor, neither in a value nor in a gradient", () => {
    const { bound, views, student } = scene(entry, 4);
    const { numTensors } = tf.memory();
    tf.dispose(tf.tidy(() => bound.loss(views)));
    const { value, grads } = tf.variableGrads(() => bound.loss(views), [...student, ...bound.variables]);
    tf.dispose([value, ...Object.values(grads)]);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it("does not depend on the order of the batch", () => {
    const { bound, views } = scene(entry, 4);
    const order = tf.tensor1d([2, 0, 3, 1], "int32");
    const shuffled = bound.loss(changed(views, (x) => tf.gather(x, order)));
    expect(shuffled.dataSync()[0]).toBeCloseTo(bound.loss(views).dataSync()[0]!, 5);
  });
});

describe.each(terms.filter(({ betweenExamples }) => !betweenExamples))("the term $factory, $detail,", (entry) => {
  it("is a mean over the batch: a batch twice over has the same loss", () => {
    const { bound, views } = scene(entry, 4);
    const doubled = bound.loss(changed(views, (x) => tf.concat([x, x])));
    expect(doubled.dataSync()[0]).toBeCloseTo(bound.loss(views).dataSync()[0]!, 4);
  });
});

describe("a term that documents it", () => {
  it.each(terms.filter((entry) => entry.zeroWhenEqual))("$factory is 0 where the student is the teacher", (entry) => {
    const { bound, views } = scene(entry, 4);
    const inputGradients = { ...views.inputGradients, teacher: views.inputGradients!.student! };
    expect(bound.loss({ ...views, teacher: views.student, inputGradients }).dataSync()[0]).toBeCloseTo(0, 6);
  });
});

describe("the list of this contract", () => {
  it("has every function that a file of lib/losses exports", async () => {
    const folder = join(__dirname, "..", "..", "lib", "losses");
    const exported = await Promise.all(
      readdirSync(folder).map(async (file) => Object.keys((await import(join(folder, file))) as object)),
    );
    const listed = [...terms.map(({ factory }) => factory), ...parts];
    expect(new Set(exported.flat())).toEqual(new Set(listed));
  });
});
