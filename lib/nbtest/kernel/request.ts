import type { Message } from "../wire/message";
import type { Channel, Channels, RequestChannel } from "./channels";

/** One request on its way: a kernel has done with it when both its reply and its idle have come, in either order. */
export interface Request {
  readonly id: string;
  readonly reply: Promise<Message>;
  readonly idle: Promise<void>;
  /** True once the idle has come. */
  readonly isIdle: boolean;
}

/** Sends requests and tells which reply and which idle belong to which. */
export class Requests {
  private readonly open = new Map<string, (channel: Channel, message: Message) => void>();

  constructor(private readonly channels: Channels) {
    channels.onMessage((channel, message) => this.open.get(message.parent.msg_id ?? "")?.(channel, message));
  }

  /** Sends a request. */
  send(channel: RequestChannel, type: string, content: Message["content"]): Request {
    const id = this.channels.send(channel, type, content);
    let isIdle = false;
    let replied = false;
    let settleReply: (message: Message) => void;
    let settleIdle: () => void;
    const reply = new Promise<Message>((resolve) => {
      settleReply = resolve;
    });
    const idle = new Promise<void>((resolve) => {
      settleIdle = resolve;
    });
    this.open.set(id, (from, message) => {
      if (from === channel) {
        replied = true;
        settleReply(message);
      } else if (
        from === "iopub" &&
        message.header.msg_type === "status" &&
        message.content.execution_state === "idle"
      ) {
        isIdle = true;
        settleIdle();
      }
      if (replied && isIdle) this.open.delete(id);
    });
    return {
      id,
      reply,
      idle,
      get isIdle() {
        return isIdle;
      },
    };
  }
}
