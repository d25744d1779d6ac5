import type * as tf from "../tensors/tf";

/** A layer that draws random numbers by itself: its name and what it is, e.g. `Dropout with rate 0.5`. */
export interface RandomLayer {
  readonly name: string;
  readonly what: string;
}

type Config = Readonly<Record<string, unknown>>;

/** Settings of which any value above 0 makes a layer random, by class; tfjs's serialised names. */
const randomSettings: Readonly<Record<string, string>> = {
  Dropout: "rate",
  AlphaDropout: "rate",
  SpatialDropout1D: "rate",
  GaussianDropout: "rate",
  GaussianNoise: "stddev",
  RandomWidth: "factor",
  RandomHeight: "factor",
};
/** Settings that make any layer random: those of recurrent and of attention layers. */
const dropoutSettings = ["dropout", "recurrent_dropout"];

/**
 * The layers of a model, at any depth, that draw random numbers in JavaScript while training. Such numbers cannot be
 * repeated from a seed, and a compiled step would freeze them.
 */
export const randomLayers = (model: tf.LayersModel): readonly RandomLayer[] =>
  find(model.toJSON(null, false), model.name);

function find(value: unknown, owner: string): readonly RandomLayer[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => find(entry, owner));
  const { class_name: kind, config } = value as Config;
  if (typeof kind !== "string" || typeof config !== "object" || config === null) {
    return Object.values(value).flatMap((entry) => find(entry, owner));
  }
  const settings = config as Config;
  const name = typeof settings.name === "string" ? settings.name : owner; // an RNN cell has no name of its own
  const setting = [randomSettings[kind], ...dropoutSettings].find(
    (key) => key !== undefined && isRandom(settings[key]),
  );
  const here =
    setting === undefined ? [] : [{ name, what: `${kind} with ${setting} ${JSON.stringify(settings[setting])}` }];
  return [...here, ...find(Object.values(settings), name)];
}

const isRandom = (setting: unknown): boolean =>
  typeof setting === "number" ? setting > 0 : Array.isArray(setting) && setting.some((bound) => bound !== 0);
