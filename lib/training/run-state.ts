import type { Compiled } from "../compile/compile";
import type { Feeds, Results } from "../compile/feeds";
import { optimizerState, setOptimizerState } from "../compile/optimizer-state";
import { type Net, trainableVariables } from "../models/net";
import type * as tf from "../tensors/tf";
import { assignAll, copiesOf, variablesOf } from "./variable-values";

/** Arrays by name. */
export type Arrays = ReadonlyMap<string, Float32Array>;

/** Where the training of a student stands. */
export interface RunState {
  /** Steps done. */
  readonly steps: number;
  readonly arrays: Arrays;
}

/** What the terms train beside the student. */
type Terms = readonly { readonly bound: { readonly variables: readonly tf.Variable[] } }[];

const adaptersOf = (summands: Terms): readonly tf.Variable[] => summands.flatMap(({ bound }) => bound.variables);

/** Every list under a name of its own: "student 0", "student 1" … */
export const numbered = (name: string, list: readonly Float32Array[]): [string, Float32Array][] =>
  list.map((values, i) => [`${name} ${i}`, values]);

/** The list that was numbered under that name. */
export function listOf(arrays: Arrays, name: string): readonly Float32Array[] {
  const list: Float32Array[] = [];
  for (let values = arrays.get(`${name} 0`); values !== undefined; values = arrays.get(`${name} ${list.length}`)) {
    list.push(values);
  }
  return list;
}

/** Copies of the student's weights, of what the terms train, and of the optimizer's moments. */
export async function runArrays(student: Net, summands: Terms, step: Compiled<Feeds, Results>): Promise<Arrays> {
  const adapters = adaptersOf(summands);
  const moments = await optimizerState(step);
  const own = [...trainableVariables(student), ...adapters].flatMap((variable, i) =>
    numbered(`moments of ${i}:`, moments.get(variable) ?? []),
  );
  return new Map([
    ...numbered("student", await copiesOf(variablesOf(student))),
    ...numbered("terms", await copiesOf(adapters)),
    ...own,
  ]);
}

/** Puts such copies back. */
export function setRunArrays(student: Net, summands: Terms, step: Compiled<Feeds, Results>, arrays: Arrays): void {
  const adapters = adaptersOf(summands);
  assignAll(variablesOf(student), listOf(arrays, "student"));
  assignAll(adapters, listOf(arrays, "terms"));
  const trained = [...trainableVariables(student), ...adapters];
  const moments = trained.map((variable, i) => [variable, listOf(arrays, `moments of ${i}:`)] as const);
  setOptimizerState(step, new Map(moments.filter(([, values]) => values.length > 0)));
}
