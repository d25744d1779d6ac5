/** One of several parts of all notebooks. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** Something that can be put into a part. */
export interface Weighed {
  /** What it is called; the same on every machine. */
  readonly name: string;
  /** How long it takes, in any unit; the same on every machine. */
  readonly weight: number;
}

/**
 * The items of one of several parts of about the same weight: the heaviest first, each into the part that is lightest so
 * far (Graham 1969). Whoever knows the same items makes the same parts, so that each item is in exactly one.
 */
export function shardOf<T extends Weighed>(items: readonly T[], { index, count }: Shard): readonly T[] {
  const byName = (a: T, b: T): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const heaviestFirst = [...items].sort((a, b) => b.weight - a.weight || byName(a, b));
  const sums = Array.from({ length: count }, () => 0);
  const chosen = new Set<T>();
  for (const item of heaviestFirst) {
    const lightest = sums.indexOf(Math.min(...sums));
    sums[lightest] = sums[lightest]! + item.weight;
    if (lightest === index - 1) chosen.add(item);
  }
  return items.filter((item) => chosen.has(item));
}
