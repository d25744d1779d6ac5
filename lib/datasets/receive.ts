import { type FileHandle, open } from "node:fs/promises";
import type { PartialFile } from "../files/partial-file";
import { writing } from "../files/write-errors";

export interface ReceiveOptions {
  /** What it holds already is not asked for again (HTTP Range). */
  readonly into: PartialFile;
  /** No more bytes than this are accepted. */
  readonly limit: number;
  /** Milliseconds without a byte after which the transfer is given up. */
  readonly patience: number;
  /** Told the bytes in the file after every chunk, and the bytes expected if the server says so. */
  readonly progress: (bytes: number, total: number | undefined) => void;
}

/** What went wrong between here and a server. */
export interface Fault {
  /** What the server did, for a person to read. */
  readonly text: string;
  /** Whether the partial file still is a beginning of the file, to be continued later. */
  readonly usable: boolean;
}

const usable = (text: string): Fault => ({ text, usable: true });
const useless = (text: string): Fault => ({ text, usable: false });

/**
 * Receives the body of an address into a partial file.
 * @returns undefined when the body came to its end, else the fault
 * @throws Error that names the file if it cannot be written
 */
export async function receive(url: URL, options: ReceiveOptions): Promise<Fault | undefined> {
  const { into, patience } = options;
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(new Error(`no byte came for ${patience / 1000} s`)), patience);
  try {
    // Without "identity" a server may pack the packed file once more, and fetch would unpack it.
    const headers = { "accept-encoding": "identity", ...(into.bytes > 0 && { range: `bytes=${into.bytes}-` }) };
    const response = await fetch(url, { headers, signal: giveUp.signal }).catch(inWords);
    if (typeof response === "string") return usable(response);
    return faultOf(response, into) ?? (await store(response, { ...options, onByte: () => timer.refresh() }));
  } finally {
    clearTimeout(timer);
    giveUp.abort();
  }
}

/** What a response is, if not the file or its rest. */
function faultOf({ status, statusText, headers }: Response, { bytes }: PartialFile): Fault | undefined {
  if (status === 416) return useless(`has nothing behind byte ${bytes} (status 416)`);
  if (status !== 200 && status !== 206) return usable(`answered with status ${status} ${statusText}`.trimEnd());
  const type = headers.get("content-type") ?? "";
  if (/html/i.test(type)) return usable(`answered with a web page (${type}) instead of the file`);
  const range = headers.get("content-range") ?? "";
  if (status === 206 && !range.startsWith(`bytes ${bytes}-`)) {
    return useless(`sent another part (${range}) than the one from byte ${bytes} on`);
  }
  return undefined;
}

type StoreOptions = ReceiveOptions & { readonly onByte: () => void };

async function store(response: Response, options: StoreOptions): Promise<Fault | undefined> {
  const { into, limit } = options;
  const start = response.status === 206 ? into.bytes : 0; // 200: the server sends all of it again
  const length = response.headers.get("content-length");
  const total = length === null ? undefined : start + Number(length);
  if (total !== undefined && total > limit) return useless(`offers ${total} bytes; at most ${limit} are accepted`);
  const file = await writing(into.path, () => open(into.path, "a"));
  try {
    if (start < into.bytes) await writing(into.path, () => file.truncate(start));
    return await append(response, file, { ...options, start, total });
  } finally {
    await file.close();
  }
}

async function append(
  { body }: Response,
  file: FileHandle,
  {
    into,
    limit,
    progress,
    onByte,
    start,
    total,
  }: StoreOptions & { readonly start: number; readonly total: number | undefined },
): Promise<Fault | undefined> {
  let bytes = start;
  const reader = body?.getReader();
  for (;;) {
    const part = await reader?.read().catch(inWords);
    if (typeof part === "string") return usable(`${part} after ${bytes}${total ? ` of ${total}` : ""} bytes`);
    if (part === undefined || part.done) break;
    onByte();
    if (bytes === 0 && part.value[0] === 0x3c)
      return useless("answered with a web page (it begins with <), not the file");
    bytes += part.value.length;
    if (bytes > limit) return useless(`sent more than ${limit} bytes, which are accepted at most`);
    await writing(into.path, () => file.writeFile(part.value));
    progress(bytes, total);
  }
  await writing(into.path, () => file.sync());
  return undefined;
}

/** The innermost cause of a failed transfer, in words. */
function inWords(failure: unknown): string {
  let cause = failure as { readonly message?: string; readonly code?: string; readonly cause?: unknown };
  while (cause.cause instanceof Error) cause = cause.cause;
  const { code, message } = cause;
  if (code === "UND_ERR_SOCKET" || code === "ECONNRESET") return "was cut off";
  return `failed (${[code, message].filter(Boolean).join(": ")})`;
}
