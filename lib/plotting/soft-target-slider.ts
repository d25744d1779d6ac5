import type { TopLevelSpec } from "vega-lite";
import { nameAxis } from "./axis";
import { chart } from "./chart";
import { finite, type Numbers, sameLength } from "./numbers";
import { categoryColours } from "./palette";
import type { ChartOptions, VegaLiteSpec } from "./spec";

export interface SoftTargetSliderOptions extends Omit<ChartOptions, "title"> {
  /** The classes' names, in the order of the logits. */
  readonly classes: readonly string[];
  /** Where the slider starts, and what a page without JavaScript shows. */
  readonly temperature: number;
  /** The slider's reach; default 1 to 20. */
  readonly range?: readonly [smallest: number, largest: number];
  /** The slider's step; default 0.5. */
  readonly step?: number;
  /** Stands before the temperature in the title; default "Soft targets". */
  readonly title?: string;
}

const who = "softTargetSlider";

/**
 * Logits less their largest: the same probabilities, and no exponential overflows at a low temperature.
 * The probabilities are those of the first temperature; the picture computes its own.
 */
function rowsOf(logits: Numbers, { classes, temperature }: SoftTargetSliderOptions) {
  const values = finite(who, "logits", logits);
  sameLength(who, "classes", classes.length, values.length);
  const largest = Math.max(...values);
  const exponentials = values.map((logit) => Math.exp((logit - largest) / temperature));
  const total = exponentials.reduce((a, b) => a + b);
  return values.map((logit, i) => {
    const probability = Number((exponentials[i]! / total).toFixed(6));
    return { class: classes[i]!, logit, shifted: logit - largest, probability };
  });
}

/** The probabilities, computed by the picture itself: pᵢ = exp(zᵢ / T) / Σⱼ exp(zⱼ / T). */
const softmax = (): NonNullable<TopLevelSpec["transform"]> => [
  { calculate: "exp(datum.shifted / T)", as: "exponential" },
  { joinaggregate: [{ op: "sum", field: "exponential", as: "total" }] },
  { calculate: "datum.exponential / datum.total", as: "probability" },
];

const bars = {
  mark: { type: "bar" as const, color: categoryColours[0]! },
  encoding: {
    tooltip: [
      { field: "class", type: "nominal" as const },
      { field: "logit", type: "quantitative" as const, format: ".3f" },
      { field: "probability", type: "quantitative" as const, format: ".4f" },
    ],
  },
};

const labels = {
  mark: { type: "text" as const, baseline: "bottom" as const, dy: -3 },
  encoding: { text: { field: "probability", type: "quantitative" as const, format: ".3f" } },
};

/** All probabilities, so that bars of two temperatures compare. */
const probabilityAxis = {
  type: "quantitative" as const,
  scale: { domain: [0, 1] },
  axis: { values: [0, 0.2, 0.4, 0.6, 0.8, 1] },
};

/**
 * One example's softmax probabilities at the temperature of a slider, which moves them with no kernel.
 * @param logits [classes], of one example
 * @throws RangeError if the temperature is outside the range, or classes and logits differ in length
 */
export function softTargetSlider(logits: Numbers, options: SoftTargetSliderOptions): VegaLiteSpec {
  const { classes, temperature, range = [1, 20], step = 0.5, title = "Soft targets", x = "class" } = options;
  const [min, max] = range;
  if (!(min > 0 && min <= temperature && temperature <= max)) {
    throw new RangeError(`${who}: temperature ${temperature}, range [${range}]; 0 < smallest ≤ temperature ≤ largest`);
  }
  const { title: _, ...size } = options;
  return chart(size, {
    title: { text: { expr: `${JSON.stringify(`${title} at temperature `)} + format(T, '.3~g')` } },
    description: `${title} at temperature ${temperature}; a slider sets it from ${min} to ${max}`,
    params: [{ name: "T", value: temperature, bind: { input: "range", min, max, step, name: "temperature T " } }],
    data: { values: rowsOf(logits, options) },
    transform: softmax(),
    encoding: {
      x: { field: "class", ...nameAxis(x, classes, 540 / classes.length), scale: { paddingInner: 0.2 } },
      y: { field: "probability", title: options.y ?? "probability", ...probabilityAxis },
    },
    layer: [bars, labels],
  } satisfies Partial<TopLevelSpec>);
}
