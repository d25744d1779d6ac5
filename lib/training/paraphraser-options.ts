import type { Engine } from "../compile/engine";
import type { Optimizer } from "../compile/optimizer";
import type { Split } from "../datasets/split";
import { type Net, tapShape } from "../models/net";
import { checkImages } from "./check-net";
import { checkWhole } from "./fit-options";

export const NAME = "trainParaphraser";

/** How `trainParaphraser` trains. */
export interface ParaphraserTraining {
  readonly optimizer: Optimizer;
  /** From 1. */
  readonly epochs: number;
  readonly batchSize: number;
  /** Of the initial weights and of the order of the examples. */
  readonly seed: number;
  /** Channels of the factor by channel of the feature, in (0, 1]; default 0.5. */
  readonly rate?: number;
  /** What the reconstruction is off by: squared, as in the paper, the default; or the absolute value, as in the authors' code. */
  readonly variant?: "paper" | "reference";
  /** Ends training after the step at which it is aborted. */
  readonly signal?: AbortSignal;
  /** The most bytes of teacher views that are kept; 1 GB where absent. */
  readonly viewsBudget?: number;
  /** Where kept views are stored, as in `fit`. */
  readonly viewsFolder?: string | false;
  readonly engine?: Engine;
  /** Where a line about the teacher's views and one for each epoch go; console.log where absent. */
  readonly log?: (line: string) => void;
}

/**
 * Checks at the door what can be checked there; gives the channels of the tap.
 * @throws RangeError for an option that is out of range, or a tap that is no map
 */
export function channelsOf<T extends string>(
  teacher: Net<T>,
  tap: T,
  train: Split,
  { epochs, batchSize, seed }: ParaphraserTraining,
): number {
  checkWhole("epochs", epochs, 1, NAME);
  checkWhole("batchSize", batchSize, 1, NAME);
  checkWhole("seed", seed, 0, NAME);
  checkImages(NAME, "teacher", teacher, train);
  const shape = tapShape(teacher, tap);
  if (shape.length === 3) return shape[2]!;
  throw new RangeError(
    `${NAME}: the tap "${tap}" [${shape.join(", ")}] was given; a map [height, width, channels] is accepted`,
  );
}
