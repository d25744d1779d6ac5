const SCHEME = /^([a-z][a-z\d+.-]*):/i;
const ALLOWED_SCHEMES: ReadonlySet<string> = new Set(["http", "https", "mailto"]);

/** Whether a link may stand in the page: http, https, mailto, a place in the page, or a path beside it. */
export function isAllowedLink(url: string): boolean {
  // A browser drops control characters and blanks before it looks for the scheme, so we do too.
  const seen = Array.from(url, (character) => (character <= " " || character === "\u007f" ? "" : character)).join("");
  const scheme = SCHEME.exec(seen)?.[1];
  if (scheme !== undefined) return ALLOWED_SCHEMES.has(scheme.toLowerCase());
  // "//host" from a page on disk is a file share, which a click would sign in to.
  return seen !== "" && !/^[/\\]{2}/.test(seen);
}

const DATA_IMAGE = /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z\d+/]+={0,2}$/;

/** Whether an image's source is pixels that the page itself carries. */
export const isDataImage = (url: string): boolean => DATA_IMAGE.test(url);
