import { expect, it } from "vitest";
import { commands } from "../../lib/cli/commands";
import { helpOf, overview } from "../../lib/cli/help";

it("the help of every command names each of its options, in lines that fit", async () => {
  for (const { name, load } of commands) {
    const found = await load();
    const text = helpOf(name, found);
    for (const option of Object.keys(found.options)) expect(text).toContain(`\n  --${option} `);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(overview(commands)).toContain(`\n  ${name} `);
  }
});
