import { describe, expect, it } from "vitest";
import { problemsOf, tslabNotebook } from "./notebooks";

const withOutputs = (outputs: readonly object[], source = "1", metadata: object = {}) =>
  tslabNotebook([source], (cell) => Object.assign(cell, { outputs, metadata }));
const stream = (text: string, name = "stdout") => ({ name, output_type: "stream", text: [text] });
const shown = (data: object) => ({ data, metadata: {}, output_type: "display_data" });
const found = async (notebook: object) =>
  (await problemsOf(notebook)).map(({ rule, message }) => `${rule}: ${message}`);

describe("what is stored", () => {
  it.each([
    ["an error message", { ename: "E", evalue: "boom", output_type: "error", traceback: [] }, "E: boom"],
    ["tslab's printed error", stream("evalmachine:2\n^\nRangeError: too big\n", "stderr"), "RangeError: too big"],
    ["tslab's printed type error", stream("3:7 - Type 'null' is not assignable.\n", "stderr"), "3:7 - Type"],
  ])("may hold no error: %s", async (_, output, text) => {
    expect(await found(withOutputs([output]))).toEqual([
      expect.stringContaining(`stored-errors: a stored error, ${text}`),
    ]);
    expect(await found(withOutputs([output], "1", { tags: ["raises-exception"] }))).toEqual([]);
    expect(await found(withOutputs([output], "// nbtest: raises-exception\n1"))).toEqual([]);
  });

  it("may hold warnings on standard error", async () => {
    expect(await found(withOutputs([stream("careful\n", "stderr"), stream("Error: as text\n")]))).toEqual([]);
  });

  it.each([
    ["/home/ada/data", stream("read /home/ada/data"), "/home/ada/data"],
    ["a Windows path", stream("in C:\\Users\\ada\\x.csv"), "C:\\Users\\ada\\x.csv"],
    ["a file address", shown({ "text/html": ['<a href="file:///Users/ada/x">'] }), "file:///Users/ada/x"],
    ["a path in JSON", shown({ "application/json": { deep: [{ path: "/tmp/x/y" }] } }), "/tmp/x/y"],
  ])("may show no absolute path: %s", async (_, output, path) => {
    expect(await found(withOutputs([output]))).toEqual([
      `stored-paths: the absolute path ${path} in its stored outputs; a relative one is accepted`,
    ]);
  });

  it("may show relative paths, addresses, fractions, and pictures in which anything may stand", async () => {
    const texts = ["data/mnist/x and ./home/x, ../tmp/y", "https://example.org/home/ada", "1/home", "~/home/x"];
    const picture = shown({ "image/png": "iVBOR/home/ada/x" });
    expect(await found(withOutputs([...texts.map((text) => stream(text)), picture]))).toEqual([]);
  });

  it.each([
    ["an AWS access key", `AKIA${"A1".repeat(8)}`],
    ["a GitHub token", `ghp_${"a1".repeat(18)}`],
    ["an npm token", `npm_${"a1".repeat(18)}`],
    ["a Hugging Face token", `hf_${"aB".repeat(17)}`],
    ["an API key", `sk-proj-${"a1".repeat(20)}`],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----"],
    ["a JSON web token", `eyJ${"a".repeat(12)}.eyJ${"b".repeat(12)}.${"c".repeat(12)}`],
    ["a password in an address", "postgres://ada:hunter22@db.example.org/x"],
  ])("and cells may hold no secret: %s", async (kind, secret) => {
    expect(await found(withOutputs([stream(secret)]))).toEqual([
      expect.stringContaining(`secrets: ${kind}, ${secret.slice(0, 8)}…`),
    ]);
    const [problem] = await problemsOf(tslabNotebook([`const key = "${secret}";`]));
    expect([problem?.rule, problem?.message.includes(secret)]).toEqual(["secrets", false]);
  });

  it("is excused from rules that the notebook's metadata names", async () => {
    const notebook = withOutputs([stream("read /home/ada/data")]);
    notebook.metadata.nbtest = { allow: ["stored-paths"] };
    expect(await found(notebook)).toEqual([]);
  });
});
