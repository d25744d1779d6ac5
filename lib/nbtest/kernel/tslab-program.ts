/**
 * Program that starts tslab with one repair. A ZeroMQ socket of zeromq.js hands every 512th message, counted over the
 * socket's whole life, to the event loop, and refuses (EBUSY) all that is sent before the next turn; tslab does not wait,
 * so the rest of what a cell prints in that turn is lost, and sometimes the idle that ends the cell. Here a refused
 * message waits its turn, and the publisher has no high-water mark, above which it would drop messages without a word.
 * Nothing else changes: what runs is the notebook's own tslab.
 *
 * @param tslab - path of tslab's command.
 */
export const tslabProgram = (tslab: string): string => `"use strict";
const tslab = ${JSON.stringify(tslab)};
const zmq = require("node:module").createRequire(tslab)("zeromq");

// Sockets of zeromq.js take no properties of ours.
const queues = new WeakMap();
const drain = async (queue, send) => {
  for (let at = 0; at < queue.waiting.length; ) {
    const next = queue.waiting[at];
    await queue.last.catch(() => undefined);
    try {
      queue.last = send(next.message);
      next.resolve(queue.last);
    } catch (error) {
      if (error.code === "EBUSY") {
        // The promise of a send can resolve a moment before its socket is free: waiting in microtasks would never end.
        await new Promise(setImmediate);
        continue;
      }
      next.reject(error);
    }
    queue.waiting[at++] = undefined;
  }
  queue.waiting = [];
};
const patient = (Socket) => class extends Socket {
  constructor(options) {
    super({ sendHighWaterMark: 0, ...options });
    queues.set(this, { waiting: [], last: Promise.resolve() });
  }
  send(message) {
    const queue = queues.get(this);
    if (queue.waiting.length === 0) {
      try {
        return (queue.last = super.send(message));
      } catch (error) {
        if (error.code !== "EBUSY") throw error;
      }
    }
    return new Promise((resolve, reject) => {
      const send = (one) => super.send(one);
      if (queue.waiting.push({ message, resolve, reject }) === 1) void drain(queue, send);
    });
  }
};

for (const name of ["Publisher", "Router"]) zmq[name] = patient(zmq[name]);
process.argv[1] = tslab;
require(tslab);
`;
