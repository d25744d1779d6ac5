import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Mirror {
  /** "http://127.0.0.1:<port>/". */
  readonly address: string;
  /** One entry per request: the Range asked for, or "whole". */
  readonly requests: readonly string[];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on this machine that answers its n-th request with the n-th answer, and all later ones with the last. */
export async function mirror(...answers: readonly Answer[]): Promise<Mirror> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.headers.range ?? "whole");
    (answers[requests.length - 1] ?? (answers.at(-1) as Answer))(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests };
}

/** The file, or the part of it that is asked for. */
export const serves =
  (body: Uint8Array): Answer =>
  (request, response) => {
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (start >= body.length) response.writeHead(416).end();
    else if (start === 0) response.writeHead(200, { "content-length": body.length }).end(body);
    else {
      const range = { "content-range": `bytes ${start}-${body.length - 1}/${body.length}` };
      response.writeHead(206, { ...range, "content-length": body.length - start }).end(body.subarray(start));
    }
  };

/** Announces the whole file, sends its first bytes, leaves the client time to write them, and closes the connection. */
export const cutsOff =
  (body: Uint8Array, after: number): Answer =>
  (_, response) => {
    response.writeHead(200, { "content-length": body.length });
    response.write(body.subarray(0, after), () => setTimeout(() => response.destroy(), 300));
  };

/** Announces the whole file, sends its first bytes, and then nothing more. */
export const stalls =
  (body: Uint8Array, after: number): Answer =>
  (_, response) => {
    response.writeHead(200, { "content-length": body.length });
    response.write(body.subarray(0, after));
  };

/** A body with a status and a content type. */
export const says =
  (status: number, type: string, text: string): Answer =>
  (_, response) => {
    response.writeHead(status, { "content-type": type }).end(text);
  };
