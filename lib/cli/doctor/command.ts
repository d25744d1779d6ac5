import { type Command, type Context, command } from "../command";
import { CuredError } from "../cured-error";
import { exitCode } from "../exit-code";
import type { Check, Finding } from "./check";
import { checks } from "./checks";

const MARKS = { right: "✓", note: "·", wrong: "✗" } as const;
const COLUMN = 15;

/** What a check found; one that fails found something wrong. */
async function findingOf(check: Check, context: Context): Promise<Finding> {
  try {
    return await check.look(context);
  } catch (error) {
    context.signal.throwIfAborted();
    const text = error instanceof Error ? error.message : String(error);
    return { state: "wrong", text, ...(error instanceof CuredError && { cure: error.cure }) };
  }
}

/** `dark-knowledge doctor`, with these checks. */
export const doctorOf = (all: readonly Check[]): Command =>
  command({
    about: `Looks at everything that dark-knowledge needs, trains a small net on every engine that is installed, and says of each \
thing whether it is right (✓), worth knowing (·) or wrong (✗), and what to do about it (→).
Ends with 0 if nothing is wrong, else with 1.`,
    options: {},
    run: async (_given, context) => {
      const { print, status } = context.terminal;
      let wrong = 0;
      for (const check of all) {
        status(`  ${check.name} …`);
        const { state, text, cure = [] } = await findingOf(check, context);
        print(`${MARKS[state]} ${check.name.padEnd(COLUMN)} ${text}`);
        for (const line of cure) print(`${" ".repeat(COLUMN + 3)}→ ${line}`);
        if (state === "wrong") wrong += 1;
      }
      print(wrong === 0 ? "all is well" : `${wrong} of ${all.length} ${wrong === 1 ? "is" : "are"} wrong`);
      return wrong === 0 ? exitCode.ok : exitCode.failed;
    },
  });

/** `dark-knowledge doctor`. */
export const doctor: Command = doctorOf(checks);
