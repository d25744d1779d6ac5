import { runChild } from "../child";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { installCommand } from "../system-packages";

/** A pip that can be called. */
export interface Pip {
  /** The program and its first words: `python3 -m pip`. */
  readonly call: readonly [string, ...string[]];
  readonly version: string;
}

/** The first pip that takes several `--platform`. */
const OLDEST = [21, 1];

const candidates: readonly Pip["call"][] = [["python3", "-m", "pip"], ["python", "-m", "pip"], ["pip3"], ["pip"]];

const isOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < (OLDEST[0] as number) || (major === OLDEST[0] && minor < (OLDEST[1] as number));
};

/**
 * The pip of this machine.
 * @throws CuredError if there is none, or only one that is too old
 */
export async function findPip({ environment, signal }: Context): Promise<Pip> {
  let old: Pip | undefined;
  for (const call of candidates) {
    const ended = await runChild(call[0], [...call.slice(1), "--version"], { environment, signal });
    const [, version] = /^pip (\d+\.\d[\w.]*)/m.exec(ended?.code === 0 ? ended.output : "") ?? [];
    if (version === undefined) continue;
    if (!isOld(version)) return { call, version };
    old ??= { call, version };
  }
  if (old !== undefined) {
    throw new CuredError(`${old.call.join(" ")} is pip ${old.version}; ${OLDEST.join(".")} or newer is accepted`, [
      `${old.call.join(" ")} install --user --upgrade pip`,
      "or in an environment of its own: python3 -m venv pip && pip/bin/pip install --upgrade pip && export PATH=$PWD/pip/bin:$PATH",
    ]);
  }
  const python = { "apt-get": "python3-pip", dnf: "python3-pip", zypper: "python3-pip", pacman: "python-pip" };
  throw new CuredError(
    `no pip was found, which downloads TensorFlow; ${candidates.map((call) => call.join(" ")).join(", ")} were tried`,
    [
      installCommand(python, environment),
      "or bring the files from another machine: dark-knowledge tensorflow --from FOLDER",
    ],
  );
}
