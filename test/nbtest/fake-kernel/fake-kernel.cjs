/**
 * A kernel that does on purpose what kernels do by accident, over real ZeroMQ.
 *
 *   node fake-kernel.cjs <connection file> …
 *
 * A cell's code is JSON: `do` lists steps (below) that are run between "busy" and a good reply, `exactly` lists all that
 * happens, `refuse` says how many times the cell is refused first; lines of comments are passed over. Code that is not
 * JSON is answered "ok".
 * How it starts is JSON in FAKE_KERNEL: see FakeStart in workplace.ts. Its process id goes into the folder FAKE_PIDS.
 */
const { spawn } = require("node:child_process");
const { createHmac, randomUUID } = require("node:crypto");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const zmq = require("zeromq");

const connection = JSON.parse(readFileSync(process.argv[2], "utf8"));
const start = JSON.parse(process.env.FAKE_KERNEL || "{}");
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
if (process.env.FAKE_PIDS) writeFileSync(join(process.env.FAKE_PIDS, String(process.pid)), "");

const sockets = { iopub: new zmq.Publisher({ linger: 1000 }) };
for (const name of ["shell", "control", "stdin"]) sockets[name] = new zmq.Router({ linger: 1000 });
const tails = {};
let session = "fake";

/** Sends frames, after those sent before on the same socket. */
const sendFrames = (name, frames) => {
  tails[name] = (tails[name] ?? Promise.resolve()).then(() => sockets[name].send(frames));
  return tails[name];
};

const framesOf = (type, content, parent, key = connection.key) => {
  const header = { msg_id: randomUUID(), session, username: "fake", date: "", msg_type: type, version: "5.3" };
  const parts = [header, parent, {}, content].map((part) => JSON.stringify(part));
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return ["<IDS|MSG>", hmac.digest("hex"), ...parts];
};

const send = (name, identities, type, content, parent, key) =>
  sendFrames(name, [...identities, ...framesOf(type, content, parent, key)]);

let isPublishing = false;
const publish = (type, content, parent, key) =>
  isPublishing ? send("iopub", ["topic"], type, content, parent, key) : Promise.resolve();
const status = (state, parent) => publish("status", { execution_state: state }, parent);

let lostPings = 0;
let previous = {};
let interrupted = () => {};
process.on("SIGINT", () => interrupted());
const refusals = new Map();

/** What each step of a cell does; `request` is the message that asked. */
const steps = {
  publish: ({ publish: type, content = {}, key }, { header }) => publish(type, content, header, key),
  publishForOther: ({ publishForOther: type, content = {} }) =>
    publish(type, content, { msg_id: "of another client", session: "another" }),
  replyForPrevious: ({ replyForPrevious: content }, { identities }) =>
    send("shell", identities, "execute_reply", content, previous),
  publishForPrevious: ({ publishForPrevious: type, content = {} }) => publish(type, content, previous),
  print: ({ print: text, name = "stdout" }, { header }) => publish("stream", { name, text }, header),
  tell: ({ tell: name }, { header }) =>
    publish("stream", { name: "stdout", text: `${name}=${process.env[name]} in ${process.cwd()}\n` }, header),
  status: ({ status: state }, { header }) => status(state, header),
  reply: ({ reply: content, key }, { identities, header }) =>
    send("shell", identities, "execute_reply", content, header, key),
  wait: ({ wait }) => sleep(wait),
  /** What happens in the first process only that gets here. */
  once: async ({ once: file, do: inner }, request) => {
    if (existsSync(file)) return;
    writeFileSync(file, "");
    await runSteps(inner, request);
  },
  /** Not waited for: what happens some milliseconds later. */
  later: ({ later, do: inner }, request) => void setTimeout(() => runSteps(inner, request), later),
  untilInterrupt: () => new Promise((resolve) => (interrupted = resolve)),
  exit: async ({ exit, after = 100 }) => {
    await sleep(after);
    process.exit(exit);
  },
  kill: ({ kill }) => process.kill(process.pid, kill),
  killParent: () => process.kill(process.ppid, "SIGKILL"),
  allocate: async ({ allocate: bytes }) => {
    Buffer.alloc(bytes, 1);
    await sleep(20);
    globalThis.gc?.();
  },
  /** In a process group of its own; a stranger knows nothing of the kernel's environment. */
  leaveProcess: async ({ leaveProcess: kind }, { header }) => {
    const env = kind === "stranger" ? {} : process.env;
    const left = spawn("/bin/sleep", ["600"], { detached: true, stdio: "inherit", env });
    await publish("stream", { name: "stdout", text: `left ${left.pid}\n` }, header);
  },
  changeSession: () => {
    session = randomUUID();
  },
  // As tslab does: nothing waits for the socket, which refuses what comes while it is busy, and nobody hears of it.
  flood: async ({ flood: lines, withIdle }, { header }) => {
    await tails.iopub;
    const hurl = (type, content) => {
      try {
        sockets.iopub.send(["topic", ...framesOf(type, content, header)]).catch(() => undefined);
      } catch (error) {
        if (error.code !== "EBUSY") throw error;
      }
    };
    for (let i = 0; i < lines; i++) hurl("stream", { name: "stdout", text: `${i}\n` });
    if (withIdle) hurl("status", { execution_state: "idle" });
    await sleep(1);
  },
  write: ({ write: text }) => void process.stderr.write(text),
  block: ({ block }) => {
    const end = Date.now() + block;
    while (Date.now() < end);
  },
  garbage: async (_, { identities }) => {
    await sendFrames("shell", [...identities, "garbage"]);
    await sendFrames("shell", [...identities, "<IDS|MSG>", "", "{}", "{}", "{}", '{"status": "ok"}']);
    await sendFrames("iopub", ["garbage"]);
    await sendFrames("iopub", ["topic", "<IDS|MSG>", "", "[]", "null", "1", Buffer.from([0xff, 0xfe])]);
    await sendFrames("iopub", ["topic", "<IDS|MSG>", "bad", "{", "}", "[]"]);
    await sendFrames("iopub", ["topic", "<IDS|MSG>"]);
  },
  askInput: async (_, { identities, header }) => {
    const answer = new Promise((resolve) => (onInput = resolve));
    await send("stdin", identities, "input_request", { prompt: "?", password: false }, header);
    await answer;
  },
};
let onInput = () => {};

/** The steps of a cell that goes well, around what it does. */
const wellBehaved = (inner) => [
  { status: "busy" },
  ...inner,
  { reply: { status: "ok", execution_count: 1 } },
  { status: "idle" },
];

async function runSteps(list, request) {
  for (const step of list) await steps[Object.keys(step)[0]](step, request);
}

async function execute(request) {
  const { code } = request.content;
  let plan;
  try {
    plan = JSON.parse(code.replace(/^\s*\/\/.*$/gm, ""));
  } catch {
    plan = { do: [] };
  }
  const refused = refusals.get(code) ?? 0;
  if (refused < (plan.refuse ?? 0)) {
    refusals.set(code, refused + 1);
    await send("shell", request.identities, "execute_reply", { status: "abort" }, request.header);
    await status("idle", request.header);
    return;
  }
  await runSteps(plan.exactly ?? wellBehaved(plan.do ?? []), request);
  previous = request.header;
}

async function handle(name, request) {
  const { header, identities } = request;
  if (header.msg_type === "execute_request") return execute(request);
  if (header.msg_type === "shutdown_request") {
    await send(name, identities, "shutdown_reply", { restart: false }, header);
    if (!start.staysOnShutdown) setTimeout(() => process.exit(0), 20);
  } else if (header.msg_type === "interrupt_request") interrupted();
  else if (header.msg_type === "kernel_info_request") {
    await status("busy", header);
    await send(name, identities, "kernel_info_reply", { language_info: { name: "fake" } }, header);
    // The first of these is the question whether the kernel is ready.
    if (lostPings++ === 0 || lostPings > 1 + (start.losesPings ?? 0)) await status("idle", header);
  }
}

async function listen(name) {
  for await (const frames of sockets[name]) {
    const at = frames.findIndex((frame) => frame.toString() === "<IDS|MSG>");
    const [header, , , content] = frames.slice(at + 2).map((frame) => JSON.parse(frame.toString()));
    const request = { identities: frames.slice(0, at), header, content };
    if (name === "stdin") onInput();
    else void handle(name, request);
  }
}

async function main() {
  if (start.exitsOnce && !existsSync(start.exitsOnce)) {
    writeFileSync(start.exitsOnce, "");
    process.exit(1);
  }
  if (start.exitsAtOnce !== undefined) {
    process.stderr.write("cannot start: no such thing\n");
    process.exit(start.exitsAtOnce);
  }
  if (start.portTaken || (start.portTakenOnce && !existsSync(start.portTakenOnce))) {
    if (start.portTakenOnce) writeFileSync(start.portTakenOnce, "");
    process.stderr.write("UnhandledPromiseRejection: Error: EADDRINUSE\n");
    return setInterval(() => {}, 1000); // deaf, but alive, as tslab is
  }
  if (start.neverReady) return setInterval(() => {}, 1000);
  await sleep(start.readyAfter ?? 0);
  const bind = (name) => sockets[name].bind(`tcp://${connection.ip}:${connection[`${name}_port`]}`);
  if (!start.iopubAfter) await bind("iopub");
  isPublishing = !start.iopubAfter;
  for (const name of ["shell", "control", "stdin"]) await bind(name);
  for (const name of ["shell", "control", "stdin"]) void listen(name);
  if (start.iopubAfter) {
    await sleep(start.iopubAfter);
    await bind("iopub");
    isPublishing = true;
  }
  if (start.greets) await publish("stream", { name: "stdout", text: "hello, whoever listens\n" }, {});
}

void main();
