import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder for several tests. */
export interface SharedFolder {
  readonly path: string;
  readonly remove: () => void;
  /** Writes a shell script that can be run; returns its path. */
  readonly program: (name: string, script: string) => string;
}

export function sharedFolder(prefix: string): SharedFolder {
  const path = mkdtempSync(join(tmpdir(), prefix));
  return {
    path,
    remove: () => rmSync(path, { recursive: true, force: true }),
    program: (name, script) => {
      writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return join(path, name);
    },
  };
}
