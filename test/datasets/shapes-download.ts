import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "vitest";
import { download } from "../../lib/datasets/download";
import { newFolder } from "../files/new-folder";
import { idx, noise, published } from "./idx-fixture";
import { type Answer, mirror } from "./mirror";

/** A data file that compresses to about a megabyte, and how it is published. */
export const content = idx([1000, 10, 100], noise(1_000_000));
export const packed = gzipSync(content);
export const file = published("shapes.gz", content);

/** Downloads from mirrors that answer so into a new folder; returns what came of it. */
export async function downloadFrom(...mirrors: readonly (readonly Answer[])[]) {
  const servers = await Promise.all(mirrors.map((answers) => mirror(...answers)));
  const folder = join(newFolder(), "new", "folder");
  const lines: string[] = [];
  const options = { folder, mirrors: servers.map(({ address }) => address), log: (line: string) => lines.push(line) };
  const again = () => download(file, { ...options, patience: 500 });
  const failure = await again().then(
    () => undefined,
    (error: Error) => error,
  );
  return { servers, folder, lines, again, failure };
}

/** Expects the whole file under its name, and nothing beside it. */
export function expectStanding(folder: string): void {
  expect(gunzipSync(readFileSync(join(folder, "shapes.gz"))).equals(content)).toBe(true);
  expect(readdirSync(folder)).toEqual(["shapes.gz"]);
}

/** What this process calls its unfinished download from a mirror. */
export const partialName = (address: string): string =>
  `.shapes.gz.${new URL(address).host.replace(":", "_")}.${process.pid}.part`;
