import { dirname, join } from "node:path";
import type { Engine } from "../compile/engine";
import type { Split } from "../datasets/split";
import { limitFolder } from "../files/limit-folder";
import type { Net } from "../models/net";
import { sizeOf } from "../tensors/host-tensor";
import { type Forward, INPUT_GRADIENT, overSplit } from "./forward";
import { megabytes } from "./megabytes";
import { type Arrays, readArrays, writeArrays } from "./views-file";
import { viewsKey } from "./views-key";

/** Bytes of views that are worth a file, and that a file holds at most. */
const [FROM, TO] = [1e6, 1e9];
/** The most bytes that the folder keeps; what was used longest ago goes first. */
const FOLDER_LIMIT = 4e9;

export interface KeptViewsOptions {
  readonly teacher: Net;
  readonly taps: readonly string[];
  readonly train: Split;
  /** By the names of the forward pass's results, without the batch axis. */
  readonly shapes: ReadonlyMap<string, readonly number[]>;
  readonly pass: Forward;
  readonly folder: string | false;
  readonly engine: Engine;
  readonly signal: AbortSignal | undefined;
  /** What the views are, for the log. */
  readonly what: string;
  readonly log: (line: string) => void;
}

/**
 * What a teacher shows of every example, row-major in the order of the split: read from the folder if an earlier run
 * left it there, else computed in large batches and stored. Says in one line which. Incomplete after an abort.
 */
export async function keptViews(options: KeptViewsOptions): Promise<Arrays> {
  const { teacher, taps, train, shapes, pass, folder, engine, signal, what, log } = options;
  const kept = new Map([...shapes].map(([name, shape]) => [name, new Float32Array(train.length * sizeOf(shape))]));
  const bytes = [...kept.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const size = `(${megabytes(bytes)})`;
  const shown = [...taps, ...(shapes.has(INPUT_GRADIENT) ? [INPUT_GRADIENT] : [])];
  const stored = folder !== false && bytes >= FROM && bytes <= TO;
  const file = stored ? join(folder, `${await viewsKey(teacher, shown, train, engine)}.f32`) : undefined;
  const found = file === undefined ? "absent" : await readArrays(file, kept);
  if (found === "read") {
    log(`${what} of an earlier run read from disk ${size}`);
    return kept;
  }
  await overSplit(
    pass,
    train,
    (views, start) => {
      for (const [name, values] of kept) values.set(views[name]!.values, start * sizeOf(shapes.get(name)!));
    },
    signal === undefined ? {} : { signal },
  );
  if (signal?.aborted) return kept;
  const anew = found === "damaged" ? `; ${file} was damaged and is replaced` : "";
  log(`${what} computed once and kept ${size}${file === undefined ? "" : await storing(file, kept)}${anew}`);
  return kept;
}

/** Stores views for later runs, and says so; a folder that takes no file is no reason to end a run. */
async function storing(file: string, kept: Arrays): Promise<string> {
  try {
    await writeArrays(file, kept);
    const gone = await limitFolder(dirname(file), FOLDER_LIMIT);
    const over = `; ${gone.length} used longest ago deleted there, over ${megabytes(FOLDER_LIMIT)}`;
    return `, on disk too${gone.length === 0 ? "" : over}`;
  } catch (error) {
    return `, for this run only: ${(error as Error).message}`;
  }
}
