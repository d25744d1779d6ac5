#!/usr/bin/env node
import { exitCode } from "./exit-code";
import { interruptSignal } from "./interrupts";
import { runCommand } from "./run-command";
import { terminalOn } from "./terminal";

// Nobody reads any more, as in `dark-knowledge doctor | head -1`.
process.stdout.on("error", () => process.exit(exitCode.internal));

// Until the command has said how it went, it has not gone well.
process.exitCode = exitCode.internal;
const terminal = terminalOn(process.stdout, process.stderr);
void runCommand(process.argv.slice(2), { terminal, environment: process.env, signal: interruptSignal() }).then(
  (code) => {
    process.exitCode = code;
  },
);
