import type { TopLevelSpec } from "vega-lite";
import type { ChartOptions, VegaLiteSpec } from "./spec";
import { theme } from "./theme";

/** The address that says: Vega-Lite 5. */
export const schema = "https://vega.github.io/schema/vega-lite/v5.json";

/** A chart that fills exactly the given size, in the kit's theme. */
export function chart(
  options: Pick<ChartOptions, "title" | "width" | "height">,
  parts: Partial<TopLevelSpec>,
): VegaLiteSpec {
  const { title, width = 600, height = 320 } = options;
  return {
    $schema: schema,
    ...(title === undefined ? {} : { title }),
    width,
    height,
    autosize: { type: "fit", contains: "padding" },
    ...parts,
    config: theme,
  };
}
