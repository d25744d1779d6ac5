import path from "node:path";
import { installationsFolder } from "../../compile/tensorflow/installation";
import { exists } from "../../files/exists";
import { lock } from "../../files/lock-file";
import type { Context } from "../command";
import { exitCode } from "../exit-code";
import { onDisk } from "../on-disk";
import { sizeText } from "../size-text";
import type { Terminal } from "../terminal";
import { folderSize } from "./folder-size";
import { clearLeftovers, installedNames, removeFolder } from "./folders";

/** Removes what was installed for this user, and says how much. */
export async function remove({ terminal, environment }: Context): Promise<number> {
  const folder = installationsFolder(environment);
  if (!(await exists(folder))) {
    terminal.print(`nothing is installed in ${folder}`);
    return exitCode.ok;
  }
  return onDisk(folder, () => removeIn(folder, terminal));
}

async function removeIn(folder: string, terminal: Terminal): Promise<number> {
  const unlock = await lock(path.join(folder, ".lock"), terminal.print);
  try {
    const [bytes, names] = [await folderSize(folder), await installedNames(folder)];
    await clearLeftovers(folder);
    for (const name of names) await removeFolder(folder, name);
    terminal.print(
      names.length === 0
        ? `nothing is installed in ${folder}`
        : `removed ${names.join(", ")}: ${sizeText(bytes)} in ${folder}`,
    );
    return exitCode.ok;
  } finally {
    await unlock();
  }
}
