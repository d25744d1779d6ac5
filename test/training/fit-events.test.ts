import { describe, expect, it } from "vitest";
import { batches } from "../../lib/datasets/batches";
import type { Split } from "../../lib/datasets/split";
import { fitNets } from "../../lib/losses/fit-nets";
import { hardLabels } from "../../lib/losses/hard-labels";
import { softTargets } from "../../lib/losses/soft-targets";
import type { Term } from "../../lib/losses/term";
import * as tf from "../../lib/tensors/tf";
import { adam } from "../../lib/training/adam";
import { evaluate } from "../../lib/training/evaluate";
import type { Callback, FitEvent } from "../../lib/training/events";
import { fit } from "../../lib/training/fit";
import { DivergedError } from "../../lib/training/history";
import { reduceOnPlateau } from "../../lib/training/schedules";
import { plainStudent, tensorCount, train, validation, weightsOf, wideTeacher } from "./small-nets";

const options = { optimizer: adam(0.01), epochs: 3, batchSize: 40, seed: 5, log: () => {} } as const;
const hard = { hard: [1, hardLabels()] } as const;

/** Runs fit and writes down all that it says; `answer` is what the callback says to it. */
async function heard(answer: (event: FitEvent) => ReturnType<Callback>, signal?: AbortSignal) {
  const events: FitEvent[] = [];
  const net = plainStudent();
  const callback: Callback = (event) => {
    events.push(event);
    return answer(event);
  };
  const more = signal === undefined ? {} : { signal };
  const history = await fit(net, train, { ...options, objective: hard, validation, callbacks: [callback], ...more });
  return { net, events, history, kinds: events.map(({ kind }) => kind).join(" ") };
}

/** A term that is the mean of the squared logits, and no number where `spoil` is 0: x / x. */
const breaking = (spoil: (views: { readonly indices: tf.Tensor; readonly epoch: tf.Scalar }) => tf.Tensor): Term => ({
  name: "breaking",
  needsTeacher: false,
  pairs: [],
  bind: () => ({
    variables: [],
    loss: ({ student, indices, epoch }) => {
      const x = tf.cast(spoil({ indices, epoch }), "float32");
      return tf.mul(tf.mean(tf.square(student.logits)), tf.mean(tf.div(x, x)));
    },
  }),
});

/** How fit ends with a term that breaks; the net is left to look at. */
async function diverged(term: Term, more: { readonly validation?: Split } = {}) {
  const net = plainStudent();
  const before = tensorCount();
  const objective = { hard: [1, hardLabels()], odd: [0.5, term] } as const;
  const error = await fit(net, train, { ...options, ...more, objective }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DivergedError);
  expect(tensorCount()).toBe(before);
  return { net, error: error as DivergedError };
}

describe("the events of fit", () => {
  it("end at once if the signal is aborted while the teacher's views are computed", async () => {
    const control = new AbortController();
    const teacher = wideTeacher();
    const layer = teacher.model.layers.at(-1)!;
    const call = layer.call.bind(layer);
    layer.call = (...given) => {
      control.abort(); // the forward pass is traced before its first batch
      return call(...given);
    };
    const student = plainStudent();
    const before = weightsOf(student);
    const objective = { soft: [1, softTargets({ temperature: 2 })] } as const;
    const history = await fit(student, train, { ...options, teacher, objective, signal: control.signal });
    expect([history.reason, history.epochs, weightsOf(student)]).toEqual(["aborted", [], before]);
  });

  it("come in order, with their numbers", async () => {
    const { events, kinds, history } = await heard(() => undefined);
    const epoch = "step step step step epoch";
    expect(kinds).toBe(`start ${epoch} ${epoch} ${epoch} end`);
    expect(events[0]).toEqual({
      ...{
        kind: "start",
        epochs: 3,
        stepsPerEpoch: 4,
        resumed: false,
        rows: [],
        batchSize: 40,
        examples: 150,
        terms: ["hard"],
      },
    });
    const steps = events.filter((event) => event.kind === "step");
    expect(steps.map(({ epoch, step }) => `${epoch}.${step}`).join(" ")).toBe(
      "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4",
    );
    const rows = events.flatMap((event) => (event.kind === "epoch" ? [event.row] : []));
    expect(rows).toEqual(history.epochs);
    for (const [i, row] of rows.entries()) {
      const own = steps.slice(4 * i, 4 * i + 4);
      const sum = own.reduce((total, { losses }, k) => total + losses.hard! * (k < 3 ? 40 : 30), 0);
      expect(row.losses.hard).toBeCloseTo(sum / 150, 10);
      expect(own.at(-1)!.accuracy).toBe(row.accuracy);
      expect(own.every(({ loss, losses }) => loss === losses.hard)).toBe(true);
    }
    expect(events.at(-1)).toEqual({ kind: "end", reason: "finished", rows: history.epochs, best: history.best });
  });

  it("are awaited, one callback after the other", async () => {
    const order: string[] = [];
    const slow: Callback = async ({ kind }) => {
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`slow ${kind}`);
    };
    const quick: Callback = ({ kind }) => void order.push(`quick ${kind}`);
    await fit(plainStudent(), train, {
      ...options,
      epochs: 1,
      batchSize: 150,
      objective: hard,
      callbacks: [slow, quick],
    });
    const kinds = ["start", "step", "epoch", "end"];
    expect(order).toEqual(kinds.flatMap((kind) => [`slow ${kind}`, `quick ${kind}`]));
  });

  it("end after the epoch at which a callback says stop", async () => {
    const { history, kinds, events } = await heard((event) => (event.kind === "epoch" ? "stop" : undefined));
    expect(kinds).toBe("start step step step step epoch end");
    expect(history.reason).toBe("stopped");
    expect(history.epochs).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ kind: "end", reason: "stopped" });
  });

  it("end after the step at which a callback says stop, before the first one too", async () => {
    const late = await heard((event) => (event.kind === "step" && event.epoch === 2 ? "stop" : undefined));
    expect(late.kinds).toBe("start step step step step epoch step end");
    expect(late.history.epochs).toHaveLength(1);
    const early = await heard((event) => (event.kind === "start" ? "stop" : undefined));
    expect(early.kinds).toBe("start end");
    expect(early.history).toMatchObject({ epochs: [], best: undefined, reason: "stopped" });
  });

  it("are finished where stop is said to the end", async () => {
    const { history } = await heard((event) => (event.kind === "end" ? "stop" : undefined));
    expect(history.reason).toBe("finished");
  });
});

describe("an AbortSignal", () => {
  it("ends fit in the middle of an epoch, with the history so far and a net that works", async () => {
    const controller = new AbortController();
    const { net, kinds, history } = await heard((event) => {
      if (event.kind === "step" && event.epoch === 2 && event.step === 2) controller.abort();
      return undefined;
    }, controller.signal);
    expect(kinds).toBe("start step step step step epoch step step end");
    expect(history.reason).toBe("aborted");
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    const { accuracy } = await evaluate(net, validation);
    expect(accuracy).toBeGreaterThan(0);
    history.restoreBest();
    expect((await evaluate(net, validation)).accuracy).toBe(history.best!.validation!.accuracy);
  });

  it("that is aborted already lets no step happen", async () => {
    const { net, kinds, history } = await heard(() => undefined, AbortSignal.abort());
    expect(kinds).toBe("start end");
    expect(history.reason).toBe("aborted");
    expect(weightsOf(net)).toEqual(weightsOf(plainStudent()));
  });
});

describe("a term that is no number", () => {
  it("stops fit with its name, the epoch and the step, and the history so far", async () => {
    const { net, error } = await diverged(
      breaking(({ epoch }) => tf.sub(epoch, 2)),
      { validation },
    );
    expect(error.name).toBe("DivergedError");
    expect(error.message).toMatch(/^fit: the term "odd" became NaN in epoch 2, step 1; 1 epoch was finished/);
    expect(error.history.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    error.history.restoreBest();
    expect((await evaluate(net, validation)).accuracy).toBe(error.history.best!.validation!.accuracy);
  });

  it("is named with the step whose batch broke it", async () => {
    const shuffle = { seed: options.seed, epoch: 1 };
    const step = 1 + [...batches(train, { batchSize: 40, shuffle })].findIndex((b) => b.indices.values.includes(77));
    const { error } = await diverged(breaking(({ indices }) => tf.sub(indices, 77)));
    expect(error.message).toContain(`the term "odd" became NaN in epoch 1, step ${step}; 0 epochs`);
    expect(error.history).toMatchObject({ epochs: [], best: undefined });
  });
});

describe("the best weights", () => {
  /** Learns in the first epoch and is thrown off in every later one. */
  const ruinous = {
    name: "ruinous",
    factor: ({ rows }: { rows: readonly unknown[] }) => (rows.length === 0 ? 1 : 300),
  };

  it("are kept and put back", async () => {
    const net = plainStudent();
    const history = await fit(net, train, { ...options, objective: hard, validation, schedule: ruinous });
    expect(history.best).toBe(history.epochs[0]);
    const [last, best] = [history.epochs.at(-1)!.validation!, history.best!.validation!];
    expect((await evaluate(net, validation)).negativeLogLikelihood).toBeCloseTo(last.negativeLogLikelihood, 3);
    history.restoreBest();
    const restored = await evaluate(net, validation);
    expect(restored.accuracy).toBe(best.accuracy);
    expect(restored.negativeLogLikelihood).toBeCloseTo(best.negativeLogLikelihood, 5);
  });

  it("are those of the last epoch without validation", async () => {
    const net = plainStudent();
    const history = await fit(net, train, { ...options, objective: hard });
    const weights = weightsOf(net);
    history.restoreBest();
    expect(history.best).toBe(history.epochs.at(-1));
    expect(weightsOf(net)).toEqual(weights);
  });

  it("are put back after the epoch in which the loss ceased to fall, by reduceOnPlateau", async () => {
    const factors = [1, 300, 0];
    const { epochs } = await fit(plainStudent(), train, {
      ...{ ...options, validation, objective: hard },
      schedule: {
        ...reduceOnPlateau({ patience: 0 }),
        factor: ({ rows }) => factors[rows.length]!,
      },
    });
    expect(epochs[1]!.validation).not.toEqual(epochs[0]!.validation);
    expect(epochs[2]!.validation).toEqual(epochs[0]!.validation); // the rate is 0 there
  });
});

describe("fit, refused in the middle of its preparations,", () => {
  it("leaves nothing behind", async () => {
    const [net, teacher] = [plainStudent(), wideTeacher()];
    const before = tensorCount();
    const log = (): void => {
      throw new Error("no room for lines");
    };
    const objective = { hint: [1, fitNets([["hidden1", "hidden1"]], { seed: 1 })] } as const;
    await expect(fit(net, train, { ...options, teacher, objective, log })).rejects.toThrow("no room for lines");
    expect(tensorCount()).toBe(before);
  });
});
