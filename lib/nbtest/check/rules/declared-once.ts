import { found, type ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { declaredBy } from "../scopes";

/** Every name at the top of a cell is declared once in a notebook: tslab lets a later cell take it over in silence. */
export function declaredOnce(cells: readonly ParsedCell[]): readonly Finding[] {
  const first = new Map<string, number>();
  return cells.flatMap((parsed, place) => {
    const names = parsed.tree.statements.flatMap(declaredBy);
    const twice = names.flatMap(({ name, node }): readonly Finding[] => {
      const earlier = first.get(name);
      return earlier === undefined
        ? []
        : [found(parsed, node, `${name} is declared in code cell ${earlier + 1} already; another name is accepted`)];
    });
    for (const { name } of names) if (!first.has(name)) first.set(name, place);
    return twice;
  });
}
