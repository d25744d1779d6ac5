import type { Check, Finding } from "./check";

/** The oldest that works, and those that every change is tested on. */
const OLDEST = [20, 9];
const TESTED = [20, 22, 24];
const get = ["install a current one: https://nodejs.org/en/download"];

/** @param version as in `process.versions.node` */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < (OLDEST[0] as number) || (major === OLDEST[0] && minor < (OLDEST[1] as number));
  if (isOld) return { state: "wrong", text: `${version}; ${OLDEST.join(".")} or newer is accepted`, cure: get };
  if (TESTED.includes(major)) return { state: "right", text: version };
  return { state: "note", text: `${version}; tested are ${TESTED.join(", ")}, and this one may work` };
}

export const node: Check = { name: "Node", look: async () => nodeFinding(process.versions.node) };
