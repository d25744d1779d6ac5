import type { Callback, FitEvent, StartEvent, StepEvent } from "../training/events";
import { epochLine, finalLine, type Position, progressLine } from "./progress-line";
import { type Output, type Screen, screenFor } from "./progress-screen";

export interface ProgressOptions {
  /** Where lines go outside a notebook; default standard output. */
  readonly output?: Output;
  /** Milliseconds from any start; default the process' own clock. */
  readonly now?: () => number;
}

/** Milliseconds between two updates: ten in a second can still be read, and cost nothing. */
const interval = 100;

/** The weight of the newest speed in the one shown; tqdm's. */
const smoothing = 0.3;

/** The mean over the epoch's steps of each term, and the accuracy, which is one already. */
function meanScores(): (event: StepEvent) => Position["scores"] {
  const sums: Record<string, number> = {};
  return ({ step, losses, accuracy }) => {
    for (const [name, value] of Object.entries(losses)) sums[name] = (step === 1 ? 0 : (sums[name] ?? 0)) + value;
    const means = Object.keys(losses).map((name) => [name, sums[name]! / step]);
    return { ...Object.fromEntries(means), accuracy };
  };
}

/** Steps per second, smoothed: the first step, which compiles, does not spoil the guess for long. */
function speedometer(): (place: { readonly steps: number; readonly time: number }) => number {
  let last: { readonly steps: number; readonly time: number } | undefined;
  let rate = 0;
  return (place) => {
    const newest = last && place.time > last.time ? (1000 * (place.steps - last.steps)) / (place.time - last.time) : 0;
    if (newest > 0) rate = rate === 0 ? newest : smoothing * newest + (1 - smoothing) * rate;
    last = place;
    return rate;
  };
}

/** One training run on one screen. */
function run(start: StartEvent, screen: Screen, now: () => number): (event: FitEvent) => void {
  const [scoresOf, speedAt] = [meanScores(), speedometer()];
  let began = now();
  let shown = Number.NEGATIVE_INFINITY;
  const step = (event: StepEvent): void => {
    const [time, scores] = [now(), scoresOf(event)];
    if (time - shown < interval) return;
    shown = time;
    const rate = speedAt({ steps: (event.epoch - 1) * start.stepsPerEpoch + event.step, time });
    const position = { epoch: event.epoch, step: event.step, elapsed: time - began, rate, scores };
    screen.update(progressLine(start, position), event.step / start.stepsPerEpoch);
  };
  return (event) => {
    if (event.kind === "step") step(event);
    else if (event.kind === "epoch") {
      screen.epoch(epochLine(start, event.row));
      began = now();
    } else if (event.kind === "end") screen.end(finalLine(start, event));
  };
}

/**
 * A callback of `fit` that shows where training stands. In a notebook: one output, updated in place at most ten times
 * a second, with tqdm's line as its text. In a terminal: the same line, rewritten. In a file or pipe: a line per epoch.
 * What remains at the end holds no times, so that equal runs store equal outputs. The losses shown are means over the
 * epoch so far.
 * @throws TypeError if an event comes before "start"
 */
export function progress({ output = process.stdout, now = () => performance.now() }: ProgressOptions = {}): Callback {
  let show: ((event: FitEvent) => void) | undefined;
  return (event) => {
    if (event.kind === "start") show = run(event, screenFor(output), now);
    if (show === undefined) throw new TypeError(`progress: the first event was "${event.kind}"; "start" is accepted`);
    show(event);
  };
}
