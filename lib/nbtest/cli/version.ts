import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The version of the package that this file belongs to. */
export function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    try {
      const { version: found } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
      return found;
    } catch (error) {
      if (folder === dirname(folder)) throw error;
    }
  }
}
