/** npm as this process was started by it, else as it is found: the program and its first words. */
export function npmCall({ npm_execpath: own }: NodeJS.ProcessEnv): readonly [string, ...string[]] {
  return own?.endsWith("npm-cli.js") ? [process.execPath, own] : ["npm"];
}
