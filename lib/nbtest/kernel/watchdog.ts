/**
 * Program of the process between nbtest and a kernel, run by `node -e`, so that it needs no file of its own.
 * It starts the kernel as the leader of its own process group and holds a pipe from nbtest on its standard input.
 * When nbtest is gone, however it ended, the pipe closes and the group is killed. It reports the kernel's process id and
 * its exit on descriptor 3, one JSON object per line, and deletes the connection file's folder when the kernel is gone.
 * On Linux it then also kills what the kernel started and what has left the group: all that has inherited NBTEST_KERNEL.
 *
 * Argument: JSON of {@link WatchdogOrder}.
 */
export const watchdogProgram = `
const { spawn } = require("node:child_process");
const { readdirSync, readFileSync, rmSync, writeSync } = require("node:fs");
const order = JSON.parse(process.argv[1]);
const report = (value) => { try { writeSync(3, JSON.stringify(value) + "\\n"); } catch {} };
const env = { ...process.env, JPY_PARENT_PID: String(process.pid), NBTEST_KERNEL: order.folder };
const windows = process.platform === "win32";
const kernel = spawn(order.argv[0], order.argv.slice(1), { cwd: order.cwd, env, detached: !windows, windowsHide: true, stdio: ["ignore", 1, 2] });
const killGroup = () => { try { windows ? kernel.kill("SIGKILL") : process.kill(-kernel.pid, "SIGKILL"); } catch {} };
const mark = "NBTEST_KERNEL=" + order.folder;
const isLeft = (pid) => { try { return readFileSync("/proc/" + pid + "/environ", "latin1").split("\\0").includes(mark); } catch { return false; } };
const killLeft = () => {
  if (process.platform !== "linux") return;
  for (let round = 0; round < 10; round++) { // one may start another meanwhile
    const left = readdirSync("/proc").filter((name) => /^\\d+$/.test(name) && isLeft(name));
    if (left.length === 0) return;
    for (const pid of left) try { process.kill(Number(pid), "SIGKILL"); } catch {}
  }
};
const end = (value) => {
  if (kernel.pid !== undefined) killGroup();
  killLeft();
  rmSync(order.folder, { recursive: true, force: true });
  report(value);
  process.exit(0);
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
kernel.on("error", (error) => end({ error: error.message }));
kernel.on("exit", (code, signal) => end({ code, signal }));
if (kernel.pid !== undefined) report({ pid: kernel.pid });
process.stdin.on("end", killGroup).on("close", killGroup).on("error", killGroup).resume();
`;

/** What the watchdog is told: the kernel's command, its working directory, and the folder to delete afterwards. */
export interface WatchdogOrder {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly folder: string;
}
