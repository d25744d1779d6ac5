import type * as TypeScript from "typescript";
import { found, nodesIn, type ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { compiler } from "../typescript";

const isOutside = (node: TypeScript.Node): boolean =>
  compiler().findAncestor(node.parent, compiler().isFunctionLike) === undefined;

/** What an `await` waits for; `await (f())` is read as a call of a function `await` where nothing else says otherwise. */
function operandOf(node: TypeScript.Node): TypeScript.Node | "parenthesised" | undefined {
  const ts = compiler();
  if (ts.isAwaitExpression(node)) {
    let { expression } = node as { expression: TypeScript.Node };
    while (ts.isCallExpression(expression) || ts.isPropertyAccessExpression(expression)) ({ expression } = expression);
    return ts.isParenthesizedExpression(expression) ? "parenthesised" : expression;
  }
  const isCall = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "await";
  return isCall ? "parenthesised" : undefined;
}

/**
 * tslab runs a cell as a script unless it sees an `await` in it, and it takes `await (` for a call: a cell whose every
 * `await` is followed by a bracket fails. `for await` outside of functions it does not know.
 */
export const topLevelAwait = (cells: readonly ParsedCell[]): readonly Finding[] =>
  cells.flatMap((parsed) => {
    const outside = [...nodesIn(parsed.tree)].filter(isOutside);
    const loops = outside
      .filter((node) => compiler().isForOfStatement(node) && node.awaitModifier !== undefined)
      .map((node) =>
        found(
          parsed,
          node,
          "for await at the top of a cell is a SyntaxError in tslab; an async function with a name that holds it, and await name(), are accepted",
        ),
      );
    const awaits = outside.filter((node) => operandOf(node) !== undefined);
    if (awaits.some((node) => operandOf(node) !== "parenthesised")) return loops;
    const bracketed = awaits.map((node) =>
      found(
        parsed,
        node,
        "await ( is a call of a function named await in tslab, which fails; await name() or a const before it is accepted",
      ),
    );
    return [...loops, ...bracketed];
  });
