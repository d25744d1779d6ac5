import { type Message, textOf } from "../wire/message";
import { liveDisplays } from "./live-displays";
import { liveStream } from "./live-stream";
import type { Paint } from "./paint";
import type { Screen } from "./screen";

/** Shows what a cell prints while it runs. */
export interface LiveOutput {
  /** One more message of the running cell. */
  show(message: Message): void;
  /**
   * Prints what is still on its way: a line without an end, the last state of each display.
   *
   * @param told - how many of the last messages on stderr need not be printed, because a failure frame follows.
   */
  finish(told: number): void;
}

/** How long stderr is held back, to see whether it is the error with which the cell ends. */
const holdMs = 100;

/** Starts the output of one cell. On a terminal an updated display is one line that changes; elsewhere a line now and then. */
export function liveOutput(screen: Screen, paint: Paint): LiveOutput {
  const stream = liveStream(screen, paint);
  const displays = liveDisplays(screen, stream.print);
  let held: { readonly text: string; readonly at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const release = (count = held.length): void => {
    clearTimeout(timer);
    for (const { text } of held.splice(0, count)) stream.write("stderr", text);
  };
  const hold = (text: string): void => {
    const now = Date.now();
    held.push({ text, at: now });
    release(held.findIndex(({ at }) => now - at < holdMs));
    timer = setTimeout(release, holdMs);
  };
  return {
    show(message) {
      const { msg_type: type } = message.header;
      const text = textOf(message.content.text);
      if (type === "stream" && message.content.name === "stderr") {
        hold(text);
        return;
      }
      release();
      if (type === "stream") stream.write("stdout", text);
      else if (/^(update_display_data|display_data|execute_result)$/.test(type)) displays.show(message);
    },
    finish(told) {
      if (told > 0) held = held.slice(0, -told);
      release();
      screen.setLive();
      stream.finish();
      displays.finish();
    },
  };
}
