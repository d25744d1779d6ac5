import type * as tf from "../tensors/tf";

/** One application of a layer. */
export interface PlainCall {
  readonly inputs: readonly tf.Tensor[];
  readonly training: boolean;
}

/** A layer's function, for one of its outputs. */
export type PlainRun = (call: PlainCall) => tf.Tensor;

/**
 * Makes the function that gives a layer's output.
 * @throws UnknownSetting for a setting of the layer that has no plain form
 */
export type PlainLayer = (output: tf.SymbolicTensor, config: Config) => PlainRun;
export type Config = Readonly<Record<string, unknown>>;

/** A setting that has no plain form, e.g. `activation "elu"`, and what has one. */
export class UnknownSetting extends Error {}

/** @throws UnknownSetting unless the setting is one of those accepted; absent, it counts as the first of them */
export function required(config: Config, setting: string, accepted: readonly string[]): void {
  const given = config[setting] ?? accepted[0];
  if (!accepted.includes(String(given))) {
    throw new UnknownSetting(`${setting} ${JSON.stringify(given)} was given; ${accepted.join(", ")} is accepted`);
  }
}

/** The entry of a table that a setting names, its first one where the setting is absent. */
export function chosen<Entry>(config: Config, setting: string, table: Readonly<Record<string, Entry>>): Entry {
  required(config, setting, Object.keys(table));
  return table[String(config[setting] ?? Object.keys(table)[0])]!;
}
