import { createRequire } from "node:module";

/** One output in several representations, by MIME type; a front end shows the best that it knows. */
export interface Bundle {
  readonly data: Readonly<Record<string, unknown>> & { readonly "text/plain": string };
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** What tslab's kernel takes, a `display_data` or `update_display_data` message's content. */
interface DisplayData {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

type WriteDisplayData = (message: DisplayData, isUpdate: boolean) => void;

const { cache } = createRequire(__filename);

/**
 * The running tslab's way to send a display, which it renews for every cell; undefined outside its kernel.
 * tslab's public `display` sends one MIME type only, and a package's own `require("tslab")` may be another copy than
 * the one that runs; so the loaded module is looked up (tslab 1.0.22, `dist/jupyter.js`).
 */
function writer(): WriteDisplayData | undefined {
  const kernel = Object.values(cache).find((loaded) => /tslab[\\/]dist[\\/]jupyter\.js$/.test(loaded?.filename ?? ""));
  const { lastWriteDisplayData } = (kernel?.exports ?? {}) as {
    readonly lastWriteDisplayData?: WriteDisplayData | null;
  };
  return lastWriteDisplayData ?? undefined;
}

/** Whether this process is a tslab kernel that runs a cell. */
export const inKernel = (): boolean => writer() !== undefined;

/**
 * Shows a bundle below the running cell. Outside a tslab kernel its text goes to standard output: a program can
 * show the same values as a notebook.
 * @param place with an id, the output can be replaced by a later call with the same id and `update`
 */
export function sendDisplay(
  { data, metadata = {} }: Bundle,
  place: { readonly id?: string; readonly update?: boolean } = {},
): void {
  const write = writer();
  if (write === undefined) process.stdout.write(`${data["text/plain"]}\n`);
  else
    write({ data, metadata, transient: place.id === undefined ? {} : { display_id: place.id } }, place.update === true);
}
