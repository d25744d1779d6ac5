import type { JsonRecord, Message } from "../wire/message";
import type { Channels, MessageListener } from "./channels";
import type { KernelExit, KernelProcess } from "./kernel-process";
import type { KernelSpec } from "./kernel-spec";
import { type ProcessMemory, processMemory } from "./process-memory";
import { type KernelProfile, profileOf } from "./profile";
import type { Request, Requests } from "./request";
import type { RestartWatch } from "./restart-watch";
import { sleep, within } from "./wait";

/** What a started kernel consists of. */
export interface KernelParts {
  readonly spec: KernelSpec;
  readonly process: KernelProcess;
  readonly channels: Channels;
  readonly requests: Requests;
  readonly restarts: RestartWatch;
  /** Content of its `kernel_info_reply`. */
  readonly info: JsonRecord;
}

/** A running kernel that has answered. Whoever starts one ends it with `shutdown`. */
export class Kernel {
  readonly spec: KernelSpec;
  readonly profile: KernelProfile;
  readonly info: JsonRecord;
  readonly memory: ProcessMemory;

  constructor(private readonly parts: KernelParts) {
    this.spec = parts.spec;
    this.profile = profileOf(parts.spec, parts.info);
    this.info = parts.info;
    this.memory = processMemory(parts.process.pid ?? 0);
  }

  /** Resolves when the process is gone and what it published on the way has had 100 ms to arrive. */
  get exited(): Promise<KernelExit> {
    return this.parts.process.exited.then((exit) => sleep(100).then(() => exit));
  }

  /** Set when the process is gone. */
  get exit(): KernelExit | undefined {
    return this.parts.process.exit;
  }

  /** How it was noticed that another kernel has taken this one's place, if so. */
  get restartSign(): string | undefined {
    return this.parts.restarts.sign;
  }

  /** The end of what the process wrote to its own standard output and error, apart from what cells print. */
  get rawOutput(): string {
    return this.parts.process.raw.text;
  }

  /** Frames that arrived and were no message or had a wrong signature, with the reason. */
  get badFrames(): readonly string[] {
    return this.parts.channels.badFrames;
  }

  /** Calls back with each message that arrives; returns the function that ends this. */
  onMessage(listener: MessageListener): () => void {
    return this.parts.channels.onMessage(listener);
  }

  /** Asks for a cell's code to be run. */
  execute(code: string): Request {
    return this.parts.requests.send("shell", "execute_request", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
  }

  /** Asks for the kernel's description: the cheapest question, whose idle proves that everything published before has arrived. */
  ping(): Request {
    return this.parts.requests.send("shell", "kernel_info_request", {});
  }

  /** Answers a kernel that asks for input with an empty line, so that it goes on. */
  answerInput(request: Message): void {
    this.parts.channels.send("stdin", "input_reply", { value: "" }, request.header);
  }

  /** Interrupts what runs, in the way that the kernelspec asks for. */
  interrupt(): void {
    if (this.spec.interruptMode === "message") this.parts.requests.send("control", "interrupt_request", {});
    else this.parts.process.signal("SIGINT");
  }

  /** Kills the process and everything that it started, and waits until it is gone. */
  async kill(): Promise<void> {
    this.parts.process.signal("SIGKILL");
    await this.parts.process.exited;
  }

  /**
   * Ends the kernel: asks it, then SIGTERM (500 ms after its reply, or 1 s without one), then SIGKILL after another
   * 500 ms. tslab, asked, stays as long as a timer or a server is alive. Resolves when the process is gone.
   */
  async shutdown(): Promise<void> {
    const { process, channels, requests } = this.parts;
    if (process.exit === undefined) {
      const asked = requests.send("control", "shutdown_request", { restart: false });
      await within(Promise.race([asked.reply, process.exited]), 1000);
      if ((await within(process.exited, 500)) === undefined) process.signal("SIGTERM");
      if ((await within(process.exited, 500)) === undefined) await this.kill();
    }
    channels.close();
  }
}
