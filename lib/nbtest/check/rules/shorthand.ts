import { found, nodesIn, type ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { declaredBy, isTopLevel } from "../scopes";
import { compiler } from "../typescript";

/**
 * `{ teacher }` with a `teacher` of an earlier cell is a ReferenceError in tslab: it rewrites names of earlier cells, but
 * not those in shorthand.
 */
export function shorthand(cells: readonly ParsedCell[]): readonly Finding[] {
  const earlier = new Set<string>();
  return cells.flatMap((parsed) => {
    const own = parsed.tree.statements.flatMap(declaredBy).map(({ name }) => name);
    const wrong = [...nodesIn(parsed.tree)].flatMap((node): readonly Finding[] => {
      if (!compiler().isShorthandPropertyAssignment(node)) return [];
      const { name } = node;
      if (!earlier.has(name.text) || own.includes(name.text) || !isTopLevel(name)) return [];
      return [
        found(
          parsed,
          node,
          `{ ${name.text} } is a ReferenceError in tslab, as an earlier cell declares it; write ${name.text}: ${name.text}`,
        ),
      ];
    });
    for (const name of own) earlier.add(name);
    return wrong;
  });
}
