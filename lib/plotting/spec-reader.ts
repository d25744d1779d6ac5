import type { VegaLiteSpec } from "./spec";

export type Fields = Readonly<Record<string, unknown>>;

/** A field of the data and what it is called. */
export interface Channel {
  readonly field: string;
  readonly title: string;
}

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const fieldsIn = (value: unknown, name: string): Fields | undefined => {
  const found = isFields(value) ? value[name] : undefined;
  return isFields(found) ? found : undefined;
};

/** The chart and its layers: the places where data, marks and encodings stand. */
const parts = (spec: VegaLiteSpec): readonly Fields[] => {
  const layers = spec.layer;
  return [spec, ...(Array.isArray(layers) ? layers.filter(isFields) : [])];
};

/** The inline data of the chart and its layers, row by row; empty rows, which carry a lone mark, are left out. */
export const rowsIn = (spec: VegaLiteSpec): readonly Fields[] =>
  parts(spec)
    .map((part) => fieldsIn(part, "data")?.values)
    .filter(Array.isArray)
    .flat()
    .filter((row): row is Fields => isFields(row) && Object.keys(row).length > 0);

const channelOf = (definition: unknown): readonly Channel[] => {
  if (!isFields(definition) || typeof definition.field !== "string") return [];
  const { field, title } = definition;
  return [{ field, title: typeof title === "string" ? title : field }];
};

/** The fields of an encoding channel, where it stands first; the tooltip has several. */
export function channels(spec: VegaLiteSpec, name: string): readonly Channel[] {
  for (const part of parts(spec)) {
    const definition = fieldsIn(part, "encoding")?.[name];
    const found = (Array.isArray(definition) ? definition : [definition]).flatMap(channelOf);
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether points are drawn: then every row is a thing of its own. */
export const drawsPoints = (spec: VegaLiteSpec): boolean =>
  parts(spec).some((part) => (fieldsIn(part, "mark")?.type ?? part.mark) === "point");

/** The chart's title, or "": also where it is an expression, which only the drawing knows. */
export function titleOf(spec: VegaLiteSpec): string {
  const title = isFields(spec.title) ? spec.title.text : spec.title;
  return typeof title === "string" ? title : "";
}

/** The chart's description, or "". */
export const descriptionOf = ({ description }: VegaLiteSpec): string =>
  typeof description === "string" ? description : "";
