import { randomUUID } from "node:crypto";
import type { Dealer, Observer, Subscriber } from "zeromq";
import { decode } from "../wire/decode";
import { encode } from "../wire/encode";
import type { JsonRecord, Message } from "../wire/message";
import type { Connection } from "./connection";

/** Channels on which a client sends. */
export type RequestChannel = "shell" | "control" | "stdin";
/** Channels of the Jupyter protocol that a client listens to. */
export type Channel = RequestChannel | "iopub";
/** Called with each message that arrives with a right signature. */
export type MessageListener = (channel: Channel, message: Message) => void;

type Sockets = Readonly<Record<RequestChannel, Dealer>> & { readonly iopub: Subscriber };

/** A client's four sockets to one kernel. */
export class Channels {
  readonly session = randomUUID();
  /** Reasons of the frames that were no message, so far. */
  readonly badFrames: string[] = [];
  private readonly tails = new Map<RequestChannel, Promise<void>>();
  private readonly listeners = new Set<MessageListener>();

  /**
   * @param connected - resolves when the kernel has taken up shell and iopub.
   * @param stdinConnected - resolves when it has taken up stdin; what it asks before that is lost.
   */
  private constructor(
    private readonly sockets: Sockets,
    private readonly key: string,
    readonly connected: Promise<void>,
    readonly stdinConnected: Promise<void>,
  ) {
    for (const channel of ["shell", "control", "stdin", "iopub"] as const) void this.listen(channel);
  }

  /** Opens the sockets; a kernel need not listen yet. */
  static async open(connection: Connection): Promise<Channels> {
    const zmq = await import("zeromq"); // loaded late: checking and reporting work without it
    zmq.context.blocky = false;
    const routingId = randomUUID();
    const common = { linger: 0, receiveHighWaterMark: 0, reconnectInterval: 30, maxMessageSize: -1 };
    const dealer = (): Dealer => new zmq.Dealer({ ...common, sendHighWaterMark: 0, routingId });
    const sockets: Sockets = {
      shell: dealer(),
      control: dealer(),
      stdin: dealer(),
      iopub: new zmq.Subscriber(common),
    };
    sockets.iopub.subscribe(); // everything: tslab's topics are routing ids
    const stdinConnected = handshake(sockets.stdin.events);
    const connected = Promise.all([handshake(sockets.shell.events), handshake(sockets.iopub.events)]);
    for (const channel of ["shell", "control", "stdin", "iopub"] as const)
      sockets[channel].connect(`${connection.transport}://${connection.ip}:${connection[`${channel}_port`]}`);
    return new Channels(
      sockets,
      connection.key,
      connected.then(() => undefined),
      stdinConnected,
    );
  }

  /** Sends a message, after those sent before on the same channel, and returns its id. */
  send(channel: RequestChannel, type: string, content: JsonRecord, parent: Message["parent"] = {}): string {
    const header = {
      msg_id: randomUUID(),
      session: this.session,
      username: "nbtest",
      date: new Date().toISOString(),
      msg_type: type,
      version: "5.3",
    };
    const frames = encode({ header, parent, metadata: {}, content, buffers: [] }, this.key);
    // ZeroMQ takes one send at a time. A socket that is closed meanwhile needs no message any more.
    const sent = (this.tails.get(channel) ?? Promise.resolve())
      .then(() => this.sockets[channel].send(frames.map((frame) => Buffer.from(frame))))
      .catch(() => undefined);
    this.tails.set(channel, sent);
    return header.msg_id;
  }

  /** Adds a listener; returns the function that takes it away again. */
  onMessage(listener: MessageListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  close(): void {
    this.listeners.clear();
    for (const socket of Object.values(this.sockets)) socket.close();
  }

  private async listen(channel: Channel): Promise<void> {
    for await (const frames of this.sockets[channel]) {
      const decoded = decode(frames, this.key);
      if (decoded.kind === "message") for (const listener of this.listeners) listener(channel, decoded.message);
      else if (this.badFrames.length < 100) this.badFrames.push(`${channel}: ${decoded.reason}`);
    }
  }
}

const handshake = (events: Observer): Promise<void> =>
  new Promise((resolve) => events.on("handshake", () => resolve()));
