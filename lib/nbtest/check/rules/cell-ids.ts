import { isRecord } from "../../wire/message";
import type { Finding } from "../problem";
import type { Subject } from "../subject";

/** Every cell has an id of its own from nbformat 4.5 on, and none before. */
export function cellIds({ json }: Subject): readonly Finding[] {
  const cells = Array.isArray(json.cells) ? json.cells : [];
  const hasIds = Number(json.nbformat_minor) >= 5;
  const seen = new Set<unknown>();
  return cells.flatMap((cell: unknown, index): readonly Finding[] => {
    const id = isRecord(cell) ? cell.id : undefined;
    const found = (message: string): readonly Finding[] => [{ place: { cell: index, member: "id" }, message }];
    if (!hasIds)
      return id === undefined ? [] : found(`the id ${JSON.stringify(id)}; nbformat 4.${json.nbformat_minor} has none`);
    if (id === undefined) return found("no id; nbformat asks for one from 4.5 on");
    if (seen.has(id)) return found(`the id ${JSON.stringify(id)}, which an earlier cell has`);
    seen.add(id);
    return [];
  });
}
