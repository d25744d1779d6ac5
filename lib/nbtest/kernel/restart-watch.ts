import { textOf } from "../wire/message";
import type { Channels } from "./channels";

/** Notices that another kernel has taken a kernel's place, with none of the values of the cells before. */
export interface RestartWatch {
  /** How it was noticed; undefined as long as nothing was. */
  readonly sign: string | undefined;
}

/**
 * Watches for a kernel that is replaced behind its connection, as gateways do: its status says so, or its replies come
 * from another session. Some kernels have a session for each message: they are known by their first two replies.
 */
export function restartWatch(channels: Channels): RestartWatch {
  let sign: string | undefined;
  const first: string[] = [];
  channels.onMessage((channel, { header, content }) => {
    const state = textOf(content.execution_state);
    if (header.msg_type === "status" && /^(?:restarting|dead|autorestarting)$/.test(state))
      sign ??= `its status is "${state}"`;
    if (channel !== "shell" || header.session === "") return;
    if (first.length < 2) first.push(header.session);
    else if (first[0] === first[1] && header.session !== first[0]) sign ??= "its replies come from another session";
  });
  return {
    get sign() {
      return sign;
    },
  };
}
