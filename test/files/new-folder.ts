import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A temporary folder that is gone when the test has finished. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "dark-knowledge-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
