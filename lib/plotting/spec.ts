/**
 * A Vega-Lite 5 specification: a plain object that JupyterLab, VS Code and `vega-lite` draw.
 * It is our own light type, because vega-lite's (`TopLevelSpec`) would cost every notebook's first cell 0.4 s.
 */
export interface VegaLiteSpec {
  readonly $schema: string;
  readonly [property: string]: unknown;
}

/** What every chart accepts. */
export interface ChartOptions {
  readonly title?: string;
  /** The horizontal axis' title, with its unit, e.g. "time (ms)". */
  readonly x?: string;
  /** The vertical axis' title, with its unit. */
  readonly y?: string;
  /** Pixels, axes and legend included; default 600. */
  readonly width?: number;
  /** Pixels, axes, legend and title included; default 320. */
  readonly height?: number;
}
