import { found, type ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { declaredBy } from "../scopes";
import { usesOf } from "../uses";

/** A variable that a later cell uses is a `const`: in tslab a `let` that is changed across cells becomes two. */
export const letAcrossCells = (cells: readonly ParsedCell[]): readonly Finding[] =>
  cells.flatMap((parsed, place) =>
    parsed.tree.statements.flatMap(declaredBy).flatMap(({ name, kind, node }): readonly Finding[] => {
      if (kind !== "let") return [];
      const user = cells.slice(place + 1).findIndex((later) => usesOf(later, name).length > 0);
      if (user < 0) return [];
      return [
        found(
          parsed,
          node,
          `${name} is no const and code cell ${place + user + 2} uses it; tslab makes two variables of it once one is changed. A const is accepted, also of an object`,
        ),
      ];
    }),
  );
