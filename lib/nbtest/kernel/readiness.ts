import type { JsonRecord, Message } from "../wire/message";
import type { Channels } from "./channels";
import type { Requests } from "./request";

const pollMs = 500;

/**
 * Waits until a kernel answers and what it publishes arrives. A publisher drops what it sends before the subscription
 * has reached it; so: as soon as shell and iopub have shaken hands, one `kernel_info_request`, and its reply and its
 * idle. Where no handshake is seen, the request is repeated every 500 ms. Resolves with the reply's content.
 * Never ends for a kernel that never answers: race it against time and the kernel's exit.
 */
export function ready(channels: Channels, requests: Requests, signal: AbortSignal): Promise<JsonRecord> {
  return new Promise((resolve) => {
    let published = false;
    let reply: Message | undefined;
    const done = (): void => {
      clearInterval(timer);
      forget();
    };
    const finish = (): void => {
      if (!published || reply === undefined) return;
      done();
      resolve(reply.content);
    };
    const forget = channels.onMessage((channel, message) => {
      if (channel === "iopub" && message.header.msg_type === "iopub_welcome") published = true;
      finish();
    });
    const ask = (): void => {
      const request = requests.send("shell", "kernel_info_request", {});
      void request.reply.then((message) => {
        reply = message;
        finish();
      });
      void request.idle.then(() => {
        published = true;
        finish();
      });
    };
    const timer = setInterval(ask, pollMs);
    signal.addEventListener("abort", done, { once: true });
    void channels.connected.then(() => {
      if (!signal.aborted) ask();
    });
  });
}
