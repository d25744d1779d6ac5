const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&", nbsp: " " };

/** The text of a piece of HTML, for where no HTML is shown: one line per block, without tags, styles and scripts. */
export const htmlText = (html: string): string =>
  html
    .replace(/<(style|script)\b[\s\S]*?<\/\1>/gi, "")
    .replace(/<\/(?:p|div|tr|li|h\d)>|<br\s*\/?>/gi, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|quot|#39|amp|nbsp);/g, (_, name: string) => characters[name]!)
    .replace(/\n\s*\n+/g, "\n")
    .trim();
