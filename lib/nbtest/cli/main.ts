#!/usr/bin/env node
import { command } from "./command";
import { exitCode } from "./exit-code";

const fail = (error: unknown): never => {
  process.stderr.write(`nbtest: internal error: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(exitCode.internal);
};
process.on("uncaughtException", fail);
// Nobody reads any more, as in `nbtest | head`: the kernel is ended by its watchdog.
process.stdout.on("error", () => process.exit(exitCode.internal));

// Until the command has said how it went, it has not gone well.
process.exitCode = exitCode.internal;
void command(process.argv.slice(2), process.stdout, process.stderr).then((code) => {
  process.exitCode = code;
});
