/** How a number becomes a place. */
export interface ScaleOptions {
  readonly scale?: "linear" | "log" | undefined;
  /** The smallest and largest value shown; without it, the data decide. */
  readonly domain?: readonly [smallest: number, largest: number] | undefined;
  /** The vertical axis ends at round numbers, and has room for fewer ticks. */
  readonly vertical?: boolean;
}

const extent = (values: readonly number[]): readonly [number, number] => [
  values.reduce((a, b) => Math.min(a, b)),
  values.reduce((a, b) => Math.max(a, b)),
];

/** Powers of ten; with 2 and 5 between them where they are few. Vega's own would rule a grid of nine lines each. */
function logTicks([smallest, largest]: readonly [number, number]): readonly number[] {
  const [from, to] = [Math.floor(Math.log10(smallest)), Math.ceil(Math.log10(largest))];
  const factors = to - from > 3 ? [1] : [1, 2, 5];
  const powers = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const ticks = powers.flatMap((power) => factors.map((factor) => Number(`${factor}e${power}`)));
  return ticks.filter((tick) => tick >= smallest && tick <= largest);
}

function checkedDomain(who: string, { scale, domain }: ScaleOptions): ScaleOptions["domain"] {
  if (domain === undefined || (domain[0] < domain[1] && (scale !== "log" || domain[0] > 0))) return domain;
  throw new RangeError(`${who}: domain [${domain}]; [smaller, larger] is accepted, above 0 on a log scale`);
}

/** A few whole numbers get ticks at whole numbers only; vega-lite 5.6 and 5.23 disagree on how to ask for that. */
function wholeTicks(values: readonly number[], [smallest, largest]: readonly [number, number], most: number) {
  if (largest - smallest > 2 * most || !values.every(Number.isInteger)) return {};
  const step = Math.ceil((largest - smallest) / most) || 1;
  const first = Math.ceil(smallest / step) * step;
  const length = Math.floor((largest - first) / step) + 1;
  return { values: Array.from({ length }, (_, i) => first + i * step), format: "d" };
}

/** A quantitative axis: its title, its scale and its ticks. */
export function quantitativeAxis(
  who: string,
  title: string | undefined,
  values: readonly number[],
  options: ScaleOptions,
) {
  const { scale = "linear" } = options;
  const domain = checkedDomain(who, options);
  const shown = domain ?? extent(values);
  return {
    type: "quantitative" as const,
    title: title ?? null,
    scale: {
      type: scale,
      ...(scale === "linear" ? { zero: false } : {}),
      ...(domain === undefined ? { padding: 8 } : { domain: [...domain] }),
      nice: options.vertical === true && scale === "linear" && domain === undefined,
    },
    axis:
      scale === "log"
        ? { values: [...logTicks(shown)] }
        : wholeTicks(values, shown, options.vertical === true ? 7 : 15),
  };
}

/** An axis of names in their own order; slanted below where `pixels` for each name are too few. */
export const nameAxis = (title: string | undefined, names: readonly string[], pixels: number) => ({
  type: "nominal" as const,
  sort: null,
  title: title ?? null,
  axis: {
    grid: false,
    ticks: false,
    domain: false,
    labelOverlap: false,
    labelLimit: 240,
    labelAngle: names.some((name) => name.length * 6.4 > pixels) ? -35 : 0,
  },
});
