import type { Engine } from "../compile/engine";
import type { Batch } from "../datasets/batches";
import type { Split } from "../datasets/split";
import { type Net, tapShape } from "../models/net";
import { type HostTensor, hostTensor, sizeOf } from "../tensors/host-tensor";
import { forward, INPUT_GRADIENT, LOGITS, tapResult } from "./forward";
import { keptViews } from "./kept-views";
import { megabytes } from "./megabytes";

/** The feeds of a training step that hold what the teacher shows. */
export const TEACHER_LOGITS = "teacher logits";
export const TEACHER_INPUT_GRADIENT = "teacher ∂L/∂x";
export const teacherFeature = (tap: string): string => `teacher ${tap}`;

/** What a teacher shows of the examples of a batch, outside of the tape. */
export interface TeacherViews {
  readonly of: (batch: Batch) => Promise<Readonly<Record<string, HostTensor>>>;
  readonly dispose: () => Promise<void>;
}

export interface TeacherViewsOptions<T extends string> {
  readonly teacher: Net<T>;
  readonly taps: readonly T[];
  /** Whether the gradient of its cross-entropy by the images is shown too; default false. */
  readonly withInputGradient?: boolean;
  readonly train: Split;
  /** Whether pixels differ from epoch to epoch, so that views can't be kept. */
  readonly augmented: boolean;
  /** The most bytes of views that may be kept. */
  readonly budget: number;
  /** Where kept views are stored for later runs too, or nowhere. */
  readonly folder: string | false;
  readonly engine: Engine;
  readonly signal: AbortSignal | undefined;
  readonly log: (line: string) => void;
}

/**
 * The teacher's logits and features by example: computed once in large batches and kept while they fit into the
 * budget, else computed for each batch on the pixels that the student sees. Says in one line which. After an abort they
 * are incomplete, and not to be asked for.
 */
export async function teacherViews<T extends string>(options: TeacherViewsOptions<T>): Promise<TeacherViews> {
  const { teacher, taps, withInputGradient = false, train, augmented, budget, engine, log } = options;
  const shapes = new Map<string, readonly number[]>([
    [LOGITS, teacher.model.outputs[0]!.shape.slice(1) as number[]],
    ...taps.map((tap) => [tapResult(tap), tapShape(teacher, tap)] as const),
    ...(withInputGradient ? [[INPUT_GRADIENT, train.shape] as const] : []),
  ]);
  const perExample = [...shapes.values()].reduce((sum, shape) => sum + sizeOf(shape) * 4, 0);
  const bytes = perExample * train.length;
  const shown = [LOGITS, ...taps, ...(withInputGradient ? [INPUT_GRADIENT] : [])].join(", ");
  const what = `teacher views: ${shown} of ${train.length.toLocaleString("en")} examples`;
  const pass = forward(teacher, taps, engine, { withInputGradient });
  if (augmented || bytes > budget) {
    const why = augmented ? "the augmentation changes the pixels" : `the budget is ${megabytes(budget)}`;
    log(`${what} (${megabytes(bytes)}) computed at every step: ${why}`);
    return { of: async ({ pixels, labels }) => asFeeds(await pass.of(pixels, labels)), dispose: pass.dispose };
  }
  try {
    const kept = await keptViews({ ...options, shapes, what, pass });
    return { of: async ({ indices }) => asFeeds(rowsOf(kept, shapes, indices.values)), dispose: async () => {} };
  } finally {
    await pass.dispose();
  }
}

function rowsOf(
  kept: ReadonlyMap<string, Float32Array>,
  shapes: ReadonlyMap<string, readonly number[]>,
  indices: Int32Array,
): Record<string, HostTensor> {
  const views: Record<string, HostTensor> = {};
  for (const [name, values] of kept) {
    const shape = shapes.get(name)!;
    const size = sizeOf(shape);
    const rows = new Float32Array(indices.length * size);
    for (const [row, example] of indices.entries()) {
      rows.set(values.subarray(example * size, (example + 1) * size), row * size);
    }
    views[name] = hostTensor(rows, [indices.length, ...shape]);
  }
  return views;
}

const FEEDS: Readonly<Record<string, string>> = {
  [LOGITS]: TEACHER_LOGITS,
  [INPUT_GRADIENT]: TEACHER_INPUT_GRADIENT,
};
const asFeeds = (views: Readonly<Record<string, HostTensor>>): Record<string, HostTensor> =>
  Object.fromEntries(
    Object.entries(views).map(([name, view]) => [
      FEEDS[name] ?? teacherFeature(name.slice(tapResult("").length)),
      view,
    ]),
  );
