import { describe, expect, it } from "vitest";
import { Moment } from "../../../lib/compile/moment";
import { Holdings } from "../../../lib/compile/tensorflow/holdings";
import type { Session } from "../../../lib/compile/tensorflow/session";
import type { HostTensor } from "../../../lib/tensors/host-tensor";

/** A session that keeps variables of two numbers, and counts what it is asked. */
function keeping() {
  const values = new Map<string, Float32Array>();
  const asked: string[] = [];
  const run = (fed: Readonly<Record<string, HostTensor>>, outputs: readonly string[]): HostTensor[] => {
    asked.push(outputs.join());
    for (const [name, tensor] of Object.entries(fed)) {
      values.set(name.replace("/values", ""), Float32Array.from(tensor.values));
    }
    return outputs.map(
      (name) => ({ values: (values.get(name.replace("/read", "")) ?? []).slice(), shape: [2] }) as never,
    );
  };
  const session: Session = { run, dispose: () => {} };
  return { session, values, asked };
}

const variable = (handle: string) => ({ handle, read: `${handle}/read`, loaded: `${handle}/loaded`, shape: [2] });

/** Holdings of two moments, of which the session changes the first. */
function started(moments = [new Moment(2), new Moment(2)] as const) {
  const kept = keeping();
  const list = moments.map((keeper, i) => ({ variable: variable("ab"[i]!), keeper, isChanged: i === 0 }));
  return { ...kept, moments, list, holdings: new Holdings(kept.session, list) };
}

describe("the holdings of a session", () => {
  it("are loaded at first, together, and not again while nobody else changes them", async () => {
    const { holdings, values, asked } = started();
    await holdings.load();
    expect([...values.entries()].map(([name, numbers]) => [name, ...numbers])).toEqual([
      ["a", 0, 0],
      ["b", 0, 0],
    ]);
    await holdings.load();
    holdings.written();
    await holdings.load();
    expect(asked).toEqual(["a/loaded,b/loaded"]);
  });

  it("are read where somebody asks for them, once for all until the next change", async () => {
    const { holdings, values, asked, moments, list } = started();
    await holdings.load();
    values.set("a", Float32Array.of(1, 2));
    holdings.written();
    expect(asked).toHaveLength(1);
    expect([...(await moments[0].newest())]).toEqual([1, 2]);
    await moments[0].newest();
    expect(asked.slice(1)).toEqual(["a/read"]);
    values.set("a", Float32Array.of(3, 4));
    holdings.written();
    expect([...(await moments[0].newest())]).toEqual([3, 4]);
    expect(holdings.home(list[1]!)).toBeUndefined();
  });

  it("move to another session when that one goes on, and back", async () => {
    const first = started();
    const second = started(first.moments);
    await first.holdings.load();
    first.values.set("a", Float32Array.of(1, 2));
    first.holdings.written();
    await second.holdings.load();
    expect([...second.values.get("a")!]).toEqual([1, 2]);
    second.values.set("a", Float32Array.of(5, 6));
    second.holdings.written();
    await first.holdings.load();
    expect([...first.values.get("a")!]).toEqual([5, 6]);
    expect(first.asked.at(-1)).toBe("a/loaded"); // b is as it was
  });
});
