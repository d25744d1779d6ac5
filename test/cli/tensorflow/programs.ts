import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "../../files/new-folder";

/** A folder with programs, each a shell script, as the only one in the path besides the shell's own. */
export function pathWith(programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const folder = newFolder();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return { PATH: folder };
}

/** The same, and programs of this machine by their paths. */
export function pathWithReal(paths: readonly string[], programs: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const environment = pathWith(programs);
  for (const path of paths) symlinkSync(path, join(environment.PATH as string, path.split("/").at(-1) as string));
  return environment;
}
