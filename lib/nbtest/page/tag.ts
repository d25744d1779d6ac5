/** A tag as it stands in HTML; values are not decoded. */
export interface Tag {
  /** in lower case */
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: ReadonlyMap<string, string>;
  /** position behind the tag, in characters */
  readonly end: number;
}

const START = /<(\/?)([a-z][a-z\d]*)(?=[\s/>])/iy;
const ATTRIBUTE = /\s+([a-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/iy;
const END = /\s*\/?>/y;

const match = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** The tag that stands in `text` at position `at`, or undefined if what stands there is not exactly a tag. */
export function readTag(text: string, at: number): Tag | undefined {
  const start = match(START, text, at);
  if (start === null) return undefined;
  const attributes = new Map<string, string>();
  let end = at + start[0].length;
  for (let found = match(ATTRIBUTE, text, end); found !== null; found = match(ATTRIBUTE, text, end)) {
    const name = found[1]!.toLowerCase();
    // The first of two attributes of one name counts, as in a browser.
    if (!attributes.has(name)) attributes.set(name, found[2] ?? found[3] ?? found[4] ?? "");
    end += found[0].length;
  }
  const close = match(END, text, end);
  if (close === null) return undefined;
  return {
    name: start[2]!.toLowerCase(),
    closing: start[1] === "/",
    attributes: attributes,
    end: end + close[0].length,
  };
}
