import { allowedStyle } from "./allowed-style";
import { escapeMarkup } from "./escape";
import { isAllowedLink, isDataImage } from "./link";
import type { Tag } from "./tag";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Tags with no content and no end tag. */
export const VOID_TAGS = words("br hr img col wbr");

/** Tags that may stand within a line. */
export const INLINE_TAGS = words("a b br code del em i img ins kbd mark s samp small span strong sub sup u var wbr");

const BLOCK_TAGS = words(
  "blockquote caption col colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre progress " +
    "summary table tbody td tfoot th thead tr ul",
);

const isNumber = (value: string): boolean => /^\d{1,9}(?:\.\d{1,9})?$/.test(value);
const isCount = (value: string): boolean => /^\d{1,4}$/.test(value);
const isText = (value: string): boolean => value.length <= 1000;
const isLink = (value: string): boolean => {
  const decoded = value.replaceAll("&amp;", "&");
  // Another character reference could spell a scheme that we do not see.
  return !/&#|&[a-z\d]+;/i.test(decoded) && isAllowedLink(decoded);
};

const ANYWHERE: Readonly<Record<string, (value: string) => boolean>> = {
  title: isText,
  "aria-label": isText,
};

const ON_TAG: Readonly<Record<string, Readonly<Record<string, (value: string) => boolean>>>> = {
  a: { href: isLink },
  img: { src: isDataImage, alt: isText, width: isNumber, height: isNumber },
  progress: { value: isNumber, max: isNumber },
  td: { colspan: isCount, rowspan: isCount },
  th: { colspan: isCount, rowspan: isCount, scope: (value) => /^(?:row|col)(?:group)?$/.test(value) },
  col: { span: isCount },
  ol: { start: isCount },
  details: { open: (value) => value === "" },
};

/** Whether the tag may stand in the page; whether with its attributes is {@link allowedStartTag}'s matter. */
export const isAllowedTag = ({ name, attributes }: Tag): boolean =>
  (INLINE_TAGS.has(name) || BLOCK_TAGS.has(name)) && (name !== "img" || isDataImage(attributes.get("src") ?? ""));

/** The start tag with the attributes that are harmless, written anew; every other attribute is left out. */
export function allowedStartTag({ name, attributes }: Tag): string {
  const kept = Array.from(attributes, ([attribute, value]) => {
    if (attribute === "style") {
      const style = allowedStyle(value);
      return style === "" ? "" : ` style="${style}"`;
    }
    const own = Object.hasOwn(ON_TAG, name) ? ON_TAG[name]! : {};
    const rule = [own, ANYWHERE].find((rules) => Object.hasOwn(rules, attribute))?.[attribute];
    return rule?.(value) ? ` ${attribute}="${escapeMarkup(value)}"` : "";
  });
  return `<${name}${kept.join("")}>`;
}
