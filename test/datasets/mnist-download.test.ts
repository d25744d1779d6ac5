import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder } from "../files/new-folder";
import { compileRoom, runInChild } from "./child";
import { type Answer, mirror } from "./mirror";

describe("mnist outside the repository", { timeout: 30_000 }, () => {
  it("downloads the four files into the user's cache, and finds them there the next time", async () => {
    const data = join(__dirname, "../../data/mnist");
    const published: Answer = (request, response) => response.end(readFileSync(join(data, request.url as string)));
    const { address, requests } = await mirror(published);
    const [compiled, home] = [newFolder(), newFolder()];
    compileRoom(compiled);
    const script = `
      const { mnistSource } = require(${JSON.stringify(join(compiled, "datasets/sources.js"))});
      const { mnist } = require(${JSON.stringify(join(compiled, "datasets/mnist.js"))});
      mnistSource.mirrors = [${JSON.stringify(address)}];
      mnist().then(({ train, test }) => console.log("read", train.length, test.length));`;
    const environment = { HOME: home, XDG_CACHE_HOME: home, LOCALAPPDATA: home, DARK_KNOWLEDGE_DATA: "" };
    const first = await runInChild(script, environment).ended;
    expect(first.printed.match(/complete and checked/g)).toHaveLength(4);
    expect(first.printed).toContain("read 60000 10000");
    const second = await runInChild(script, environment).ended;
    expect(second.printed).toBe("read 60000 10000\n");
    expect(requests).toHaveLength(4);
  });
});
