const PROPERTIES: ReadonlySet<string> = new Set(
  [
    "color background background-color opacity accent-color",
    "font-family font-size font-style font-weight line-height text-align text-decoration vertical-align white-space",
    "width min-width max-width height min-height max-height box-sizing overflow overflow-x overflow-y",
    "margin margin-top margin-right margin-bottom margin-left",
    "padding padding-top padding-right padding-bottom padding-left",
    "border border-top border-right border-bottom border-left border-color border-style border-width border-radius",
    "border-collapse border-spacing display gap flex flex-direction flex-wrap align-items justify-content",
  ].flatMap((line) => line.split(" ")),
);

// A word, a colour or a length that is not negative: no function but a colour's, so neither url() nor expression().
const PART = String.raw`(?:[a-z][a-z-]*|#[\da-f]{3,8}|(?:\d{1,5}(?:\.\d{1,9})?|\.\d{1,9})(?:[a-z]{1,4}|%)?|(?:rgb|hsl)a?\([\d\s.,%/]{1,60}\))`;
const VALUE = new RegExp(`^${PART}(?:(?:\\s*,\\s*|\\s+)${PART}){0,9}$`, "i");

/** The declarations of a style attribute that are harmless; every other is left out. */
export const allowedStyle = (style: string): string =>
  style
    .slice(0, 2000)
    .split(";")
    .map((declaration) => declaration.split(":").map((part) => part.trim()))
    .filter(([name = "", value = "", ...rest]) => {
      return rest.length === 0 && value !== "" && PROPERTIES.has(name.toLowerCase()) && VALUE.test(value);
    })
    .map(([name, value]) => `${name!.toLowerCase()}: ${value}`)
    .join("; ");
