import { array, integer, literal, looseObject, maxValue, minValue, number, object, pipe, string } from "valibot";

/** Of net.json. */
export const formatVersion = 1;

const count = pipe(number(), integer(), minValue(0), maxValue(Number.MAX_SAFE_INTEGER));
const print = object({ bytes: count, sha256: string() });

/** What net.json says: the taps, and length and SHA-256 of the other files. */
export const netSchema = object({
  formatVersion: literal(formatVersion),
  taps: array(string()),
  files: object({ "model.json": print, "weights.bin": print }),
});

const weight = object({ name: string(), shape: array(count), dtype: literal("float32") });

/** What model.json says, as far as it is read here; tfjs reads the topology. */
export const modelSchema = object({
  modelTopology: looseObject({}),
  weightsManifest: array(object({ weights: array(weight) })),
});
