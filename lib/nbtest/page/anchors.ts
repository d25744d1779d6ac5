/** Gives each heading an id of its own, made of its words. */
export type Anchors = (text: string) => string;

/** A fresh set of anchors for one page; the same headings in the same order get the same ids. */
export function newAnchors(): Anchors {
  const taken = new Set<string>();
  /** name → the next number to try behind it */
  const counts = new Map<string, number>();
  return (text) => {
    const words = text
      .toLowerCase()
      .normalize("NFC")
      .replace(/[^\p{Letter}\p{Mark}\p{Number}]+/gu, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 80);
    const name = words === "" ? "section" : words;
    let id = name;
    let count = counts.get(name) ?? 2;
    for (; taken.has(id); count++) id = `${name}-${count}`;
    counts.set(name, count);
    taken.add(id);
    return id;
  };
}
