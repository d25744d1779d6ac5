import { SaxesParser } from "saxes";
import { type CompareRules, cleaned } from "./rules";

/** What a drawing says about itself, with dates and names of programs. */
const passedOver = new Set(["metadata"]);

/** Names of elements, as generators number or draw them, by the order in which they appear. */
function renamer(): (text: string) => string {
  const names = new Map<string, string>();
  return (id) => {
    const name = names.get(id) ?? `id${names.size + 1}`;
    names.set(id, name);
    return name;
  };
}

/**
 * An SVG as lines, one per tag and text, that depend on what is drawn and not on how it is written: attributes in the
 * order of their names, white space collapsed, ids by their order; without comments and metadata. Undefined if it is no
 * well-formed XML.
 */
export function drawingLines(svg: string, rules: CompareRules): readonly string[] | undefined {
  const lines: string[] = [];
  const renamed = renamer();
  let depth = 0;
  let hidden = 0;
  const put = (text: string): void => {
    if (hidden === 0) lines.push(`${" ".repeat(depth)}${text}`);
  };
  const written = (name: string, value: string): string => {
    if (name === "id") return renamed(value);
    return value
      .replace(/url\((["']?)#([^"')]+)\1\)/g, (_, _quote, id: string) => `url(#${renamed(id)})`)
      .replace(/^#(?=[A-Za-z_])(.+)$/, (whole, id: string) => (/href$/.test(name) ? `#${renamed(id)}` : whole))
      .replace(/\s+/g, " ")
      .trim();
  };
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    if (passedOver.has(name)) hidden++;
    const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    put(`<${[name, ...sorted.map(([key, value]) => `${key}="${written(key, value)}"`)].join(" ")}>`);
    depth++;
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    if (passedOver.has(name)) hidden--;
  });
  const text = (content: string): void => {
    const words = cleaned(content, rules).replace(/\s+/g, " ").trim();
    if (words !== "") put(words);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  try {
    parser.write(svg).close();
  } catch {
    return undefined;
  }
  return lines;
}
