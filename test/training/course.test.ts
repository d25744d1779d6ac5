import { describe, expect, it } from "vitest";
import { courseOf } from "../../lib/training/course";
import type { EpochRow, FitEvent } from "../../lib/training/events";
import { plainStudent } from "./small-nets";

const row = (epoch: number): EpochRow => ({ epoch, loss: 1, losses: {}, accuracy: 0.5, learningRate: 1 });

/** A course, and what its callback was told. */
function watched() {
  const told: FitEvent[] = [];
  const callbacks = [(event: FitEvent) => void told.push(event)];
  return { told, course: courseOf(plainStudent(), { callbacks }) };
}

describe("courseOf", () => {
  it("tells every finished epoch, and at the end the reason and the rows", async () => {
    const { told, course } = watched();
    await course.add(row(1));
    await course.add(row(2));
    const history = await course.end();
    expect(told.map(({ kind }) => kind)).toEqual(["epoch", "epoch", "end"]);
    expect(told.at(-1)).toMatchObject({ reason: "finished", best: { epoch: 2 } });
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  });

  it("says that it failed, so that a progress line is not left hanging", async () => {
    const { told, course } = watched();
    expect((await course.end("failed")).reason).toBe("failed");
    expect(told).toEqual([{ kind: "end", reason: "failed", rows: [] }]);
  });

  it("is over once the signal is aborted", () => {
    const controller = new AbortController();
    const course = courseOf(plainStudent(), { signal: controller.signal });
    expect(course.isOver()).toBe(false);
    controller.abort();
    expect(course.isOver()).toBe(true);
    expect(course.history().reason).toBe("aborted");
  });
});
