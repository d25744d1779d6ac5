import { adaptiveAverage, checkMaps } from "./adaptive-average";
import { type FactorDistanceOptions, factorDistance } from "./factor-distance";
import { type Adapter, featureTerm } from "./feature-term";
import type { Paraphraser } from "./paraphraser";
import type { Pair, Shapes, Term } from "./term";
import { threeConvolutions } from "./three-convolutions";

export interface FactorTransferOptions extends FactorDistanceOptions {
  /** Trained on the teacher's tap by `trainParaphraser`; it stays as it is. */
  readonly paraphraser: Paraphraser;
  /** Of the translator's initial weights. */
  readonly seed: number;
  /** Whether the translator has batch normalisation, as in RepDistiller; default false. */
  readonly batchNorm?: boolean;
}

/**
 * The student's feature, translated, is to give the factors that a paraphraser reads from the teacher's:
 * L = the distance between F_s / ‖F_s‖₂ and F_t / ‖F_t‖₂, F_s = translator(s), F_t = paraphraser.factor(t).
 *
 * Features [batch, height, width, channels]. The translator, trained beside the student, has three 3×3 convolutions of
 * C_s → C_s → k → k channels, k those of the factor, and so fits any width; where sizes differ the larger one, the
 * student's map or the teacher's factor, is averaged. p = `power`:
 * - `reference`, the default: the mean over batch, places and factor channels of |δ|^p, as in the authors' code, with p = 1
 *   and weight 500 (torchdistill: 1000).
 * - `paper`: the mean over the batch of ‖δ‖_p, Kim et al. 2018, Paraphrasing Complex Network, eq. 4: for p = 1 as many
 *   times as much as a factor has elements.
 * RepDistiller's form, weight 200, is { collapsed: true, batchNorm: true }.
 *
 * A factor that is 0 everywhere counts as 0 and has no gradient.
 *
 * @throws RangeError for an option that is out of range; from `bind`, unless the features are maps, the teacher's as wide
 *   as the one that the paraphraser was trained on
 */
export function factorTransfer<S extends string, T extends string>(
  pair: Pair<S, T>,
  { paraphraser, seed, batchNorm = false, ...distance }: FactorTransferOptions,
): Term<S, T> {
  const name = "factorTransfer";
  return featureTerm({
    name,
    pairs: [pair],
    adapt(shapes) {
      checkMaps(name, shapes);
      checkWidth(name, shapes, paraphraser);
      return factors(shapes, paraphraser, { seed, batchNorm });
    },
    compare: factorDistance(name, distance),
  });
}

function checkWidth(name: string, [, teacher]: Shapes, { channels }: Paraphraser): void {
  if (teacher[2] === channels) return;
  throw new RangeError(
    `${name}: a teacher feature [${teacher.join(", ")}] was given with a paraphraser for ${channels} channels; as many are ` +
      "accepted",
  );
}

/** Reads the factors of both features. */
function factors(
  [student, teacher]: Shapes,
  { factor, factorChannels }: Paraphraser,
  options: { readonly seed: number; readonly batchNorm: boolean },
): Adapter {
  const width = student[2]!;
  const translator = threeConvolutions([width, width, factorChannels, factorChannels], options, "translator");
  const size = [Math.min(student[0]!, teacher[0]!), Math.min(student[1]!, teacher[1]!)] as const;
  return {
    variables: translator.variables,
    apply: (s, t) => [translator.apply(adaptiveAverage(s, size)), adaptiveAverage(factor(t), size)],
  };
}
