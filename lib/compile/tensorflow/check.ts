import type { HostTensor, HostValues } from "../../tensors/host-tensor";
import type { Task } from "../trace/trace";
import type { Computed, Recording } from "./record";

/** How far a graph may be from its recording: rounding and another order of sums, not another meaning. */
const TOLERANCE = 1e-2;
const NOISE = 1e-5;

/** ‖a − b‖ / (tolerance · ‖b‖ + noise · √n): above 1 where the two differ by more than rounding. */
function strangeness(actual: HostValues, expected: HostValues): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    const [value, other] = [expected[i] as number, actual[i] as number];
    if (Object.is(other, value)) continue;
    difference += (other - value) ** 2;
    size += value ** 2;
  }
  return Math.sqrt(difference) / (TOLERANCE * Math.sqrt(size) + NOISE * Math.sqrt(expected.length));
}

/** What training depends on, or else everything that is returned. */
function checked({ minimize }: Task, { results, gradients, assigned }: Recording): ReadonlyMap<string, Computed> {
  const returned = [...results].filter(([key]) => minimize === undefined || key === minimize.loss);
  return new Map([
    ...returned.map(([key, computed]) => [`the result "${key}"`, computed] as const),
    ...[...gradients].map(([{ name }, computed]) => [`the gradient of ${name}`, computed] as const),
    ...[...assigned].map(([{ name }, computed]) => [`the assignment to ${name}`, computed] as const),
  ]);
}

/**
 * Runs the graph on what was recorded and compares it with the recording, which was eager execution.
 * @throws Error naming what differs
 */
export function checkAgainstRecording(
  task: Task,
  recording: Recording,
  run: (outputs: readonly string[]) => readonly HostTensor[],
): void {
  const all = [...checked(task, recording)].filter(([, { values }]) => values instanceof Float32Array);
  if (all.length === 0) return;
  const computed = run(all.map(([, { output }]) => output));
  for (const [i, [what, { values }]] of all.entries()) {
    if (strangeness((computed[i] as HostTensor).values, values) <= 1) continue;
    throw new Error(
      `compile ${task.name}: ${what} of the graph is not that of eager execution on the same feeds. The function ` +
        'can\'t be compiled on this engine; useEngine({ engine: "onnx" }) may run it',
    );
  }
}
