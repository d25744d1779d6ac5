import { homedir } from "node:os";
import { delimiter, join } from "node:path";

const userFolder = (env: NodeJS.ProcessEnv): string => {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  const home = env.HOME ?? homedir();
  if (process.platform === "darwin") return join(home, "Library", "Jupyter");
  if (process.platform === "win32") return join(env.APPDATA ?? join(home, "AppData", "Roaming"), "jupyter");
  return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
};

const systemFolders = (env: NodeJS.ProcessEnv): readonly string[] =>
  process.platform === "win32"
    ? [join(env.PROGRAMDATA ?? "C:\\ProgramData", "jupyter")]
    : ["/usr/local/share/jupyter", "/usr/share/jupyter"];

const isTrue = (value: string | undefined): boolean => value !== undefined && !/^(|0|no|n|false|off)$/i.test(value);

/**
 * Jupyter's data folders in the order of jupyter_core: `JUPYTER_PATH`, the user's, the environment's (a virtual
 * environment's comes before the user's), the system's. Each has its kernelspecs in `kernels/<name>/kernel.json`.
 */
export function jupyterFolders(env: NodeJS.ProcessEnv): readonly string[] {
  const listed = (env.JUPYTER_PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const prefix = env.VIRTUAL_ENV || env.CONDA_PREFIX;
  const environment = prefix ? [join(prefix, "share", "jupyter")] : [];
  const preferred = env.JUPYTER_PREFER_ENV_PATH === undefined || isTrue(env.JUPYTER_PREFER_ENV_PATH);
  const user = [userFolder(env)];
  const own = preferred ? [...environment, ...user] : [...user, ...environment];
  return [...new Set([...listed, ...own, ...systemFolders(env)])];
}
