import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runChild } from "../../../lib/cli/child";
import { networkFault } from "../../../lib/cli/tensorflow/network-faults";
import { newFolder } from "../../files/new-folder";

/** A port on which nobody answers. */
const NOBODY = "http://127.0.0.1:1";
const problemOf = (output: string, environment: NodeJS.ProcessEnv = {}) => networkFault(output, environment)?.problem;

describe("what a failed download means", () => {
  it.each([
    [
      "ERROR: Could not find a version that satisfies the requirement a==9 (from versions: 1.0, 2.0)",
      "no such version",
    ],
    ["npm error code ETARGET", "no such version"],
    ["Caused by ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", "the proxy"],
    ["Caused by SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED]'))", "certificate"],
    ["npm error code SELF_SIGNED_CERT_IN_CHAIN", "certificate"],
    ["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "the disk is full"],
    ["npm error code ENOSPC", "the disk is full"],
    ["pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", "can't be reached"],
    ["npm error code EAI_AGAIN", "can't be reached"],
    ["npm error code E404", "does not have it"],
  ])("is said of %j", (output, problem) => {
    expect(problemOf(output)).toContain(problem);
    expect(networkFault(output, {})?.cure.length).toBeGreaterThan(0);
  });

  it("is not guessed where it is not known", () => {
    expect(networkFault("Segmentation fault", {})).toBeUndefined();
  });

  it("names the proxy that is set, without its password", () => {
    const fault = networkFault("ProxyError", { HTTPS_PROXY: "http://me:secret@proxy.example:8080" });
    expect(fault?.cure.join()).toContain("HTTPS_PROXY=http://…@proxy.example:8080");
    expect(fault?.cure.join()).not.toContain("secret");
  });
});

describe("a real npm", () => {
  const pack = async (settings: NodeJS.ProcessEnv): Promise<string> => {
    const environment = { ...process.env, npm_config_fetch_retries: "0", ...settings };
    const spec = "node-api-headers@1.9.0";
    const words = ["pack", spec, "--pack-destination", newFolder(), "--cache", newFolder()];
    return (await runChild("npm", words, { environment }))?.all ?? "";
  };

  it("that finds no registry, or no proxy", async () => {
    expect(problemOf(await pack({ npm_config_registry: NOBODY }))).toContain("can't be reached");
    expect(
      problemOf(await pack({ npm_config_registry: "http://127.0.0.2:2", npm_config_proxy: NOBODY })),
    ).toBeDefined();
  });
});

const pip = ["-m", "pip"];
describe.skipIf(spawnSync("python3", [...pip, "--version"]).status !== 0)("a real pip", () => {
  const index = createServer((request, response) => {
    const page = '<a href="a_tool-1.0-py3-none-any.whl">a_tool-1.0-py3-none-any.whl</a>';
    const isKnown = request.url === "/simple/a-tool/";
    response.writeHead(isKnown ? 200 : 404, { "content-type": "text/html" }).end(isKnown ? page : "");
  });
  beforeAll(() => new Promise<void>((done) => void index.listen(0, "127.0.0.1", done)));
  afterAll(() => new Promise((done) => index.close(done)));

  const download = async (requirement: string, settings: NodeJS.ProcessEnv): Promise<string> => {
    const own = { PIP_CONFIG_FILE: "/dev/null", PIP_RETRIES: "1", PIP_FIND_LINKS: "", ...settings };
    const words = [...pip, "download", "--no-deps", "--dest", newFolder(), requirement];
    return (await runChild("python3", words, { environment: { ...process.env, ...own } }))?.all ?? "";
  };

  it("that finds no index, no proxy, no package, no version", async () => {
    const { port } = index.address() as AddressInfo;
    const here = { PIP_INDEX_URL: `http://127.0.0.1:${port}/simple` };
    expect(problemOf(await download("a-tool", { PIP_INDEX_URL: `${NOBODY}/simple` }))).toContain("can't be reached");
    expect(problemOf(await download("a-tool", { ...here, PIP_PROXY: NOBODY }))).toContain("the proxy");
    expect(problemOf(await download("b-tool", here))).toContain("does not have it");
    expect(problemOf(await download("a-tool==2.0", here))).toContain("no such version");
  }, 60_000);
});
