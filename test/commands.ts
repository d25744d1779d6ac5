import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const run = async (
  command: string,
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Ended> => {
  // npm tells its own children where the repository is; a project elsewhere must not hear it.
  const env = Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(?:npm_(?:package|lifecycle|config_(?:local_)?prefix)|INIT_CWD|VITEST|NODE_ENV)/.test(name),
    ),
  );
  const options = { cwd: cwd, env: env, maxBuffer: 1e8 };
  return promisify(execFile)(command, args, options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout: stdout, stderr: stderr }),
    (error: Ended) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
};

/** Runs a program on the Node that runs the tests. */
export const node = (args: readonly string[], cwd: string, environment?: NodeJS.ProcessEnv): Promise<Ended> =>
  run(process.execPath, args, cwd, environment);

/** Runs the npm that runs the tests, or the one that is found. */
export const npm = (args: readonly string[], cwd: string, environment?: NodeJS.ProcessEnv): Promise<Ended> => {
  const own = process.env.npm_execpath;
  return own?.endsWith("npm-cli.js") ? node([own, ...args], cwd, environment) : run("npm", args, cwd, environment);
};
