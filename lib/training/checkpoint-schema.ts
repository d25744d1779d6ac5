import {
  array,
  exactOptional,
  integer,
  literal,
  maxValue,
  minValue,
  number,
  object,
  pipe,
  record,
  strictObject,
  string,
} from "valibot";
import { rowSchema } from "./history-rows";

/** Another layout gets another number. */
export const CHECKPOINT_FORMAT = 1;

const count = pipe(number(), integer(), minValue(0), maxValue(Number.MAX_SAFE_INTEGER));
const order = pipe(count, minValue(1));

const sumsSchema = object({ terms: array(number()), loss: number(), right: number(), examples: order, step: order });

/** What state.json of a checkpoint holds: the layout of the arrays, and `SavedState`. */
export const checkpointSchema = object({
  format: literal(CHECKPOINT_FORMAT),
  layout: array(strictObject({ name: string(), length: count })),
  state: object({
    identity: record(string(), string()),
    engine: string(),
    steps: count,
    position: object({ epoch: order, sums: exactOptional(sumsSchema), learningRate: number() }),
    rows: array(rowSchema),
    kept: record(string(), order),
  }),
});
