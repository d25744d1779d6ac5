import { describe, expect, it } from "vitest";
import { findPip } from "../../../lib/cli/tensorflow/pip";
import { contextIn } from "../listening-terminal";
import { pathWith } from "./programs";

const says = (version: string): string => `echo "pip ${version} from /somewhere (python 3.11)"`;
const find = (programs: Readonly<Record<string, string>>) => findPip(contextIn(pathWith(programs)));
const noModule = 'echo "No module named pip" >&2; exit 1';

describe.skipIf(process.platform === "win32")("findPip", () => {
  it("takes python3's own pip first", async () => {
    const both = { python3: `[ "$*" = "-m pip --version" ] && ${says("23.0.1")}`, pip: says("24.0") };
    expect(await find(both)).toEqual({ call: ["python3", "-m", "pip"], version: "23.0.1" });
  });

  it("goes on where python3 has none, or an old one", async () => {
    expect(await find({ python3: noModule, pip: says("25.1") })).toEqual({ call: ["pip"], version: "25.1" });
    expect(await find({ python3: says("20.0.2"), pip3: says("21.1") })).toEqual({ call: ["pip3"], version: "21.1" });
  });

  it("names what it tried where there is none, and how to get it", async () => {
    await expect(find({ python3: noModule, "apt-get": "" })).rejects.toMatchObject({
      message: "no pip was found, which downloads TensorFlow; python3 -m pip, python -m pip, pip3, pip were tried",
      cure: [
        expect.stringMatching(/^(?:sudo )?apt-get install python3-pip$/),
        expect.stringContaining("--from FOLDER"),
      ],
    });
  });

  it("names one that is too old, and how to get a newer one", async () => {
    await expect(find({ python3: says("20.3.4") })).rejects.toMatchObject({
      message: "python3 -m pip is pip 20.3.4; 21.1 or newer is accepted",
      cure: ["python3 -m pip install --user --upgrade pip", expect.stringContaining("venv")],
    });
  });
});
