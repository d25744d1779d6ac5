import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installCommand, isInPath } from "../../lib/cli/system-packages";
import { newFolder } from "../files/new-folder";

const packages = { "apt-get": "g++", dnf: "gcc-c++", zypper: "gcc-c++", pacman: "gcc" };
const sudo = process.getuid?.() === 0 ? "" : "sudo ";

/** A folder with programs of these names, as the only one in the path. */
function pathWith(...names: string[]): NodeJS.ProcessEnv {
  const folder = newFolder();
  for (const name of names) writeFileSync(join(folder, name), "#!/bin/sh\n", { mode: 0o755 });
  return { PATH: folder };
}

describe.skipIf(process.platform === "win32")("installCommand", () => {
  it.each([
    ["apt-get", "apt-get install g++"],
    ["dnf", "dnf install gcc-c++"],
    ["zypper", "zypper install gcc-c++"],
    ["pacman", "pacman -S gcc"],
  ])("knows the names of a system with %s", (manager, expected) => {
    expect(installCommand(packages, pathWith(manager))).toBe(sudo + expected);
  });

  it("names the package where it knows no manager", () => {
    expect(installCommand(packages, pathWith())).toBe("install g++ or gcc-c++ or gcc");
    expect(installCommand(packages, {})).toBe("install g++ or gcc-c++ or gcc");
  });

  it("takes no file that may not be run", () => {
    const environment = pathWith();
    writeFileSync(join(environment.PATH as string, "dnf"), "", { mode: 0o644 });
    expect(isInPath("dnf", environment)).toBe(false);
  });
});
