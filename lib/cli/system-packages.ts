import { accessSync, constants } from "node:fs";
import path from "node:path";

/** What a program is called in the packages of each system, by the program that installs them. */
export interface Packages {
  readonly "apt-get": string;
  readonly dnf: string;
  readonly zypper: string;
  readonly pacman: string;
}

const install: Packages = {
  "apt-get": "apt-get install",
  dnf: "dnf install",
  zypper: "zypper install",
  pacman: "pacman -S",
};

/** Whether a program is in one of the folders of PATH. */
export function isInPath(program: string, environment: NodeJS.ProcessEnv): boolean {
  return (environment.PATH ?? "").split(path.delimiter).some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The command that installs a package on this system, e.g. `sudo apt-get install g++`; with none known, the packages' names. */
export function installCommand(packages: Packages, environment: NodeJS.ProcessEnv): string {
  const managers = Object.keys(install) as (keyof Packages)[];
  const manager = managers.find((name) => isInPath(name, environment));
  if (manager === undefined) return `install ${[...new Set(Object.values(packages))].join(" or ")}`;
  return `${process.getuid?.() === 0 ? "" : "sudo "}${install[manager]} ${packages[manager]}`;
}
