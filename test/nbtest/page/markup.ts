/** A start tag of a page: its name and its attributes, decoded. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const VOID = new Set(["br", "hr", "img", "col", "wbr", "meta"]);
const TAG = /<(\/?)([a-zA-Z][a-zA-Z\d]*)((?:\s+[a-zA-Z][a-zA-Z-]*(?:="[^"<>]*")?)*)\s*(\/?)>/y;

const decoded = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&colon;/g, ":")
    .replace(/&(?:Tab|NewLine);/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&");

const attributesOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    Array.from(text.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g), ([, name, value]) => [name!, decoded(value ?? "")]),
  );

/**
 * All elements of HTML that is written strictly: quoted attributes, every tag closed in its turn.
 *
 * @throws Error if a "<" begins no tag, or a tag is closed out of turn or not at all.
 */
export function elementsOf(html: string): readonly Element[] {
  const text = html.replace(/^<!doctype html>/, "").replace(/<style>[^<]*<\/style>/, "<style></style>");
  const open: string[] = [];
  const elements: Element[] = [];
  for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at + 1)) {
    TAG.lastIndex = at;
    const found = TAG.exec(text);
    if (found === null) throw new Error(`no tag at: ${text.slice(at, at + 80)}`);
    const [, slash, name, attributes, selfClosing] = found;
    if (slash === "/") {
      const last = open.pop();
      if (last !== name) throw new Error(`</${name}> closes <${last}>: ${text.slice(Math.max(0, at - 80), at + 20)}`);
      continue;
    }
    elements.push({ name: name!, attributes: attributesOf(attributes!) });
    if (!VOID.has(name!) && selfClosing === "") open.push(name!);
  }
  if (open.length > 0) throw new Error(`not closed: ${open.join(", ")}`);
  return elements;
}

const FORBIDDEN = new Set(
  "script iframe object embed link base form input button svg foreignObject frame video audio".split(" "),
);

/** What in the HTML could run, load or send anything; empty for a page as it should be. */
export function dangersIn(html: string): readonly string[] {
  return elementsOf(html).flatMap(({ name, attributes }) => {
    const found = FORBIDDEN.has(name) ? [`<${name}>`] : [];
    for (const [attribute, value] of attributes) {
      if (/^on/i.test(attribute)) found.push(`${name} ${attribute}`);
      if (/^(?:src|srcset|poster|background|data|action|formaction)$/i.test(attribute) && !/^data:image\//.test(value))
        found.push(`${name} ${attribute}=${value}`);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them before they look for the scheme
      const link = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
      if (attribute === "href" && /^[a-z+.-]+:/.test(link) && !/^(?:https?|mailto):/.test(link))
        found.push(`${name} href=${value}`);
      if (attribute === "style" && /url|expression|import|javascript|\\|position/i.test(value))
        found.push(`${name} style=${value}`);
    }
    return found;
  });
}
