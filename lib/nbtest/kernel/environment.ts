import type { KernelSpec } from "./kernel-spec";

/** What a kernel's environment is made of. */
export interface EnvironmentOptions {
  readonly spec: KernelSpec;
  /** Path of the notebook. */
  readonly notebook: string;
  /** Variables that go before all others. */
  readonly env?: Readonly<Record<string, string>>;
}

const expand = (value: string, env: NodeJS.ProcessEnv): string =>
  value.replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);

/**
 * Environment of a kernel: this process's, the kernelspec's `env` with `${NAME}` expanded, no colours in outputs,
 * `NBTEST=1`, by which a notebook may know that it is being tested, and what the user sets.
 */
export function kernelEnvironment({ spec, notebook, env = {} }: EnvironmentOptions): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...own } = process.env;
  const declared = Object.entries(spec.env).map(([name, value]) => [name, expand(value, own)]);
  return { ...own, ...Object.fromEntries(declared), NO_COLOR: "1", NBTEST: "1", JPY_SESSION_NAME: notebook, ...env };
}
