import { describe, expect, it } from "vitest";
import { type GradientAttentionOptions, gradientAttention } from "../../lib/losses/gradient-attention";
import { inputGradient } from "../../lib/models/input-gradient";
import { type Net, trainableVariables } from "../../lib/models/net";
import * as tf from "../../lib/tensors/tf";
import { studentInputGradients } from "../../lib/training/input-gradients";
import { fakeTensor, logitViews } from "./fake-views";
import { gradientError } from "./finite-differences";
import {
  deviation,
  expectGolden,
  expectLoss,
  type GoldenCase,
  goldenCases,
  type Nested,
  tensorOf,
} from "./golden-case";

type Weights = Readonly<Record<string, Nested>>;
const golden = goldenCases("gradient-attention");
const bare = "a-bare-maps-tiny";
const nets = [...golden.keys()].filter((name) => name !== bare);

/** The loss of gradients that are given. */
const loss = (student: tf.Tensor, other: tf.Tensor, options: GradientAttentionOptions = {}): tf.Scalar =>
  gradientAttention(options)
    .bind([])
    .loss({
      ...logitViews({ student: tf.zeros([student.shape[0]!, 3]) }),
      inputGradients: { student, teacher: other, mirrored: other },
    });

/** The nets of the golden cases: dense alone; or a valid convolution, relu, mean over the places, dense. */
function netOf(weights: Weights, input: readonly number[]): Net {
  const { denseBias, convBias } = weights as { denseBias: number[]; convBias?: number[] };
  const units = denseBias.length;
  const layers =
    convBias === undefined
      ? [tf.layers.dense({ units, inputShape: [...input] })]
      : [
          tf.layers.conv2d({ filters: convBias.length, kernelSize: 3, activation: "relu", inputShape: [...input] }),
          tf.layers.globalAveragePooling2d({}),
          tf.layers.dense({ units }),
        ];
  const model = tf.sequential({ layers });
  const order = [...(convBias === undefined ? [] : ["convKernel", "convBias"]), "denseKernel", "denseBias"];
  model.setWeights(order.map((name) => tensorOf(weights[name]!)));
  return { model, taps: [] };
}

/** The golden case through what `fit` computes: its loss as a function of nothing, and the student. */
function golds(example: GoldenCase) {
  const x = tensorOf(example.extra!.x!);
  const labels = tf.tensor1d([...example.labels!], "int32");
  const input = x.shape.slice(1);
  const student = netOf(example.student as unknown as Weights, input);
  const mirror = example.teacher === null;
  const options = {
    match: mirror ? "mirror" : "teacher",
    norm: String(example.options.norm).startsWith("half") ? "halfSquare" : "euclidean",
  } as const;
  const gradients = studentInputGradients(student, new Set(gradientAttention(options).inputGradients));
  const teacher = mirror ? undefined : netOf(example.teacher as unknown as Weights, input).model;
  const logitsOf = (images: tf.Tensor) => teacher!.apply(images) as tf.Tensor2D;
  const taught = teacher && inputGradient(logitsOf, x, labels);
  const run = (): tf.Scalar => {
    const own = gradients(x, labels, student.model.apply(x) as tf.Tensor2D);
    return loss(own.student!, own.mirrored ?? taught!, options);
  };
  const shown = { student: () => gradients(x, labels, student.model.apply(x) as tf.Tensor2D).student!, taught };
  return { run, student, shown };
}

describe("gradientAttention", () => {
  it(`has the value and gradient of the golden case ${bare}`, () => {
    const example = golden.get(bare)!;
    expectGolden(example, (map) => loss(map, tensorOf(example.teacher!)));
  });

  it.each(nets)("has the value of the golden case %s, and its gradient by the student's weights", (name) => {
    const example = golden.get(name)!;
    const { run, student, shown } = golds(example);
    expectLoss(run(), example);
    const expected = example.grad as unknown as Weights;
    const names = Object.keys(expected);
    const largest = Math.max(...names.map((each) => tf.max(tf.abs(tensorOf(expected[each]!))).dataSync()[0]!));
    const { grads } = tf.variableGrads(run, [...trainableVariables(student)]);
    for (const variable of trainableVariables(student)) {
      const kind = variable.name.includes("conv") ? "conv" : "dense";
      const key = `${kind}${variable.rank === 1 ? "Bias" : "Kernel"}`;
      const bound = example.tolerance.gradOfMax * (example.tolerance.gradIsAbsolute ? 1 : largest);
      expect(deviation(grads[variable.name]!, expected[key]!)).toBeLessThanOrEqual(bound);
    }
    expect(trainableVariables(student)).toHaveLength(names.length);
    const { studentInputGradient, teacherInputGradient } = example.extra!;
    if (studentInputGradient) expect(deviation(shown.student(), studentInputGradient)).toBeLessThan(1e-5);
    if (teacherInputGradient) expect(deviation(shown.taught!, teacherInputGradient)).toBeLessThan(1e-5);
  });

  it("compares by hand: lengths of the differences, or half their squares, mean over the batch", () => {
    const [s, t] = [tf.tensor4d([3, 4, 1, 0], [2, 1, 2, 1]), tf.tensor4d([0, 0, 1, 1], [2, 1, 2, 1])];
    expect(loss(s, t).dataSync()[0]).toBeCloseTo((5 + 1) / 2, 6);
    expect(loss(s, t, { norm: "halfSquare" }).dataSync()[0]).toBeCloseTo((12.5 + 0.5) / 2, 6);
  });

  it.each(["euclidean", "halfSquare"] as const)("has the gradient of finite differences by J, %s", (norm) => {
    const [s, t] = [fakeTensor([3, 2, 2, 1], 1), fakeTensor([3, 2, 2, 1], 2)];
    expect(gradientError((map) => loss(map, t, { norm }), s)).toBeLessThan(2e-3);
  });

  it("asks for what it compares, and needs a teacher only for the teacher's", () => {
    const [teacher, mirror] = [gradientAttention(), gradientAttention({ match: "mirror" })];
    expect([teacher.needsTeacher, teacher.inputGradients]).toEqual([true, ["student", "teacher"]]);
    expect([mirror.needsTeacher, mirror.inputGradients]).toEqual([false, ["student", "mirrored"]]);
  });

  it.each([
    [{ match: "self" as "mirror" }, 'match "self" was given; teacher and mirror are accepted'],
    [{ norm: "l1" as "euclidean" }, 'norm "l1" was given; euclidean and halfSquare are accepted'],
  ])("refuses %j", (options, message) => {
    expect(() => gradientAttention(options)).toThrow(new RangeError(`gradientAttention: ${message}`));
  });
});
