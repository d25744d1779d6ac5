import { chartText } from "../plotting/chart-text";
import type { VegaLiteSpec } from "../plotting/spec";
import { type Table, tableHtml, tableText } from "../plotting/table";
import type { HostTensor } from "../tensors/host-tensor";
import type { Tensor } from "../tensors/tf";
import { arrayValues } from "./array-values";
import { htmlText } from "./html-text";
import { svg } from "./svg";
import { tensorText } from "./tensor-text";
import type { Bundle } from "./tslab-display";

/** What `show` can show; a chart may also be of vega-lite's own type, whose `$schema` is optional. */
export type Showable =
  | VegaLiteSpec
  | { readonly $schema?: string | undefined }
  | Table
  | { readonly table: Table }
  | { readonly html: string; readonly text?: string }
  | Tensor
  | HostTensor
  | ArrayLike<number>
  | readonly ArrayLike<number>[]
  | string
  | number;

const chartType = "application/vnd.vegalite.v5+json";

const plain = (text: string): Bundle => ({ data: { "text/plain": text } });

/** No text/html beside a chart: front ends would prefer it to the chart. */
const chartBundle = async (spec: VegaLiteSpec): Promise<Bundle> => ({
  data: { [chartType]: spec, "image/svg+xml": await svg(spec), "text/plain": chartText(spec) },
  metadata: { [chartType]: { embed_options: { actions: false } } },
});

const tableBundle = (table: Table): Bundle => ({
  data: { "text/html": tableHtml(table), "text/plain": tableText(table) },
});

async function tensorBundle(tensor: Tensor): Promise<Bundle> {
  if (tensor.dtype === "string" || tensor.dtype === "complex64") {
    throw new TypeError(`show: a tensor of ${tensor.dtype} was given; float32, int32 and bool are accepted`);
  }
  return plain(tensorText({ values: await tensor.data(), shape: tensor.shape, dtype: tensor.dtype }));
}

const isTable = (value: unknown): value is Table =>
  typeof value === "object" &&
  value !== null &&
  "columns" in value &&
  Array.isArray(value.columns) &&
  "rows" in value &&
  Array.isArray(value.rows);

/** Tensors by what they can do, not by class: the room of pictures needs no second copy of tfjs for them. */
const isTensor = (value: object): value is Tensor =>
  "data" in value && typeof value.data === "function" && "dtype" in value && "shape" in value;

const isChart = (value: object): value is VegaLiteSpec =>
  "$schema" in value && typeof value.$schema === "string" && value.$schema.includes("/vega-lite/v5");

const isHostTensor = (value: object): value is HostTensor =>
  "values" in value && ArrayBuffer.isView(value.values) && "shape" in value && Array.isArray(value.shape);

const isHtml = (value: object): value is { readonly html: string; readonly text?: string } =>
  "html" in value && typeof value.html === "string";

async function objectBundle(value: object): Promise<Bundle | undefined> {
  if (isChart(value)) return chartBundle(value);
  if (isTensor(value)) return tensorBundle(value);
  if (isHostTensor(value)) return plain(tensorText(arrayValues(value.values, value.shape)!));
  if (isTable(value)) return tableBundle(value);
  if ("table" in value && isTable(value.table)) return tableBundle(value.table);
  if (isHtml(value)) return { data: { "text/html": value.html, "text/plain": value.text ?? htmlText(value.html) } };
  const values = arrayValues(value);
  return values && plain(tensorText(values));
}

/**
 * A value's MIME bundle; text/plain is always in it.
 * @throws TypeError if `show` cannot show such a value
 */
export async function bundleOf(value: Showable): Promise<Bundle> {
  if (typeof value === "string" || typeof value === "number") return plain(String(value));
  const bundle = typeof value === "object" && value !== null ? await objectBundle(value) : undefined;
  if (bundle !== undefined) return bundle;
  const keys =
    typeof value === "object" && value !== null
      ? ` with ${Object.keys(value).slice(0, 5).join(", ") || "no fields"}`
      : "";
  throw new TypeError(
    `show: ${value === null ? "null" : `a value of type ${typeof value}${keys}`} was given; accepted are a Vega-Lite 5 ` +
      "specification ($schema), a table (columns, rows), a value with a table, { html }, a tensor, numbers or a text",
  );
}
