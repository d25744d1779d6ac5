import { UsageError } from "../../nbtest/cli/usage-error";

/** What the command line gives, as far as it has to fit together. */
interface Given {
  readonly gpu: boolean;
  readonly version: string | undefined;
  readonly from: string | undefined;
  readonly force: boolean;
  readonly remove: boolean;
}

/** @throws UsageError for options that do not go together, or a version that is none */
export function checkRequest({ gpu, version, from, force, remove }: Given): void {
  if (remove && (gpu || force || version !== undefined || from !== undefined)) {
    throw new UsageError("--remove removes all that was installed; it goes with no other option");
  }
  if (version === undefined) return;
  const [, major, minor] = /^(\d+)\.(\d+)\.\d+\w*$/.exec(version) ?? [];
  if (major === undefined) throw new UsageError(`--version ${version}: accepted: three numbers, such as 2.21.0`);
  if (major !== "2" || Number(minor) < 12) {
    throw new UsageError(`--version ${version}: accepted: 2.12.0 or newer, which have the libraries in their wheels`);
  }
}
