/** How the runtime complains of a program that took something for what it is not: what no reader may let through. */
const SLIP =
  /Cannot read propert|is not (?:a function|iterable|defined|a constructor)|undefined \(reading|Cannot (?:set|convert|destructure)|Invalid (?:typed )?array (?:buffer )?length|Maximum call stack|out of bounds|allocation failed|Assertion|No error message/i;

/** Another library's own reason, marked as such. */
const QUOTED = /TensorFlow\.js refuses its topology: .*/s;

/**
 * The rule for a reader of files that anybody may have written: it gives what the file holds, or an error that names the
 * file and what is wrong with it.
 * @param accepts throws if what was read is not what such a file may hold
 * @returns whether it was read
 */
export async function obeysTheRule<Value>(
  path: string,
  read: () => Value | Promise<Value>,
  accepts: (value: Value) => void = () => {},
): Promise<boolean> {
  let value: Value;
  try {
    value = await read();
  } catch (error) {
    const { message } = error as Error;
    if (!message.includes(path)) throw new Error(`the error does not name ${path}: ${message}`, { cause: error });
    if (SLIP.test(message.replace(QUOTED, "")))
      throw new Error(`the error is the runtime's: ${message}`, { cause: error });
    return false;
  }
  accepts(value);
  return true;
}

/** How many cases a reader is given. */
export const CASES = 20_000;

/**
 * Runs `work` and checks that the process has not grown by more than `megabytes` at any moment: a file that announces
 * more than it holds gets no memory for it.
 */
export async function withinMemory(megabytes: number, work: () => Promise<void>): Promise<void> {
  const peak = (): number => process.resourceUsage().maxRSS / 1e3;
  const before = peak();
  await work();
  const grown = peak() - before;
  if (grown > megabytes) throw new Error(`the process grew by ${grown.toFixed(0)} MB; ${megabytes} are accepted`);
}
