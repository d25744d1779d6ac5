import * as tf from "../tensors/tf";
import { averagedToSameSize, checkMaps } from "./adaptive-average";
import { choice } from "./choice";
import { featureTerm } from "./feature-term";
import { absolute, euclideanNorm, unitVectors } from "./norms";
import type { Pair, Term } from "./term";

export interface AttentionOptions {
  /** p, a finite number from 1; default 2. The larger, the more the strongest channels count. */
  readonly power?: number;
  /** Whether the channels' |F|^p are added up or the largest is taken; default sum. */
  readonly channels?: "sum" | "max";
}

/**
 * Where a feature is strong: Σ_c |F_c|^p, or max_c |F_c|^p, of a map [batch, height, width, channels] → [batch, height,
 * width]. Zagoruyko & Komodakis 2017, Paying More Attention to Attention, §3.1.
 * @throws RangeError for an option that is out of range
 */
export function attentionMap(feature: tf.Tensor, options: AttentionOptions = {}): tf.Tensor3D {
  return attentionOf("attentionMap", options)(feature);
}

/** The map of attention, its options checked. */
function attentionOf(name: string, { power = 2, channels = "sum" }: AttentionOptions) {
  if (!(power >= 1 && Number.isFinite(power))) {
    throw new RangeError(`${name}: power ${power} was given; a finite number from 1 is accepted`);
  }
  const reduce = choice(name, "channels", channels, { sum: tf.sum, max: tf.max });
  return (feature: tf.Tensor): tf.Tensor3D => {
    const strength =
      power === 2 ? tf.square(feature) : power === 1 ? absolute(feature) : tf.pow(absolute(feature), power);
    return reduce(strength, 3);
  };
}

/**
 * The student looks where the teacher looks: both nets' maps of attention, each scaled to length 1, are to be the same.
 *
 * Features [batch, height, width, channels]; Q = attentionMap / ‖attentionMap‖₂ over the places; summed over the pairs.
 * Any widths; where sizes differ the larger map is averaged first. No adapter.
 * - `reference`, the default: L = mean over batch and places of (Q_s − Q_t)², as in the authors' code and all others'
 *   (RepDistiller, mdistiller), there with weight 1000. It shrinks as 1 / (height · width): the same weight means less
 *   on larger maps.
 * - `paper`: L = mean over the batch of ‖Q_s − Q_t‖₂, eq. 2 without its β / 2; between 0 and √2.
 *
 * Zagoruyko & Komodakis 2017, Paying More Attention to Attention, eq. 1–2. RepDistiller leaves out the absolute value,
 * which makes other maps for odd p where features are negative. A map that is 0 everywhere counts as Q = 0.
 *
 * @throws RangeError for an option that is out of range; from `bind`, unless the features are maps
 */
export function attentionTransfer<S extends string, T extends string>(
  pairs: readonly Pair<S, T>[],
  { variant = "reference", ...options }: AttentionOptions & { readonly variant?: "paper" | "reference" } = {},
): Term<S, T> {
  const name = "attentionTransfer";
  const distance = choice(name, "variant", variant, { reference: meanSquare, paper: meanNorm });
  const attention = attentionOf(name, options);
  const normalised = (map: tf.Tensor): tf.Tensor => {
    const places = attention(map);
    return unitVectors(tf.reshape(places, [places.shape[0], -1]), [1]); // [batch, places]
  };
  return featureTerm({
    name,
    pairs,
    adapt(shapes) {
      checkMaps(name, shapes);
      return { apply: averagedToSameSize(shapes), variables: [] };
    },
    compare: (student, teacher) => distance(tf.sub(normalised(student), normalised(teacher))),
  });
}

const meanSquare = (difference: tf.Tensor): tf.Scalar => tf.mean(tf.square(difference));
const meanNorm = (difference: tf.Tensor): tf.Scalar => tf.mean(euclideanNorm(difference, [1]));
