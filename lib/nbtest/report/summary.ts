import type { NotebookResult } from "../run/events";
import type { Verdict } from "../run/verdict";

const order: readonly Verdict["status"][] = [
  "passed",
  "failed",
  "timed out",
  "not run",
  "skipped",
  "failed as expected",
  "flaky",
];

/** Counts as text, in the order of {@link order}: `62 cells passed, 1 failed, 5 not run`. */
function cellCounts(results: readonly NotebookResult[]): string {
  const statuses = results.flatMap(({ cells }) => cells.map(({ verdict }) => verdict.status));
  const counts = order
    .map((status) => ({ status, count: statuses.filter((one) => one === status).length }))
    .filter(({ count, status }) => count > 0 || status === "passed");
  return counts
    .map(({ status, count }, place) => `${count}${place === 0 ? (count === 1 ? " cell" : " cells") : ""} ${status}`)
    .join(", ");
}

/** The last line of a run: `4 notebooks: 3 passed, 1 failed (62 cells passed, 1 failed, 5 not run)`. */
export function summary(results: readonly NotebookResult[]): string {
  const passed = results.filter((result) => result.passed).length;
  const failed = results.length - passed;
  const flaky = results.filter((result) => result.passed && result.attempts > 1).length;
  const notebooks = `${results.length} notebook${results.length === 1 ? "" : "s"}`;
  const how = `${passed} passed${flaky === 0 ? "" : ` (${flaky} flaky)`}, ${failed} failed`;
  return `${notebooks}: ${how} (${cellCounts(results)})`;
}
