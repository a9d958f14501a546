import { describe, expect, it } from "vitest";
import { createRateLimiter } from "@/lib/rate-limit";
import { createHookGate } from "./hook-gate";
import { hashHookId } from "./hook-id";
import { createHookLimits, type HookLimits, toSender } from "./hook-limits";

const known = "K".repeat(26);
const toId = (n: number) => `unknown${String(n).padStart(19, "0")}`;

function start(limits: Partial<HookLimits> = {}) {
  const asked: string[] = [];
  const hash = hashHookId(known);
  const gate = createHookGate({
    limits: { ...createHookLimits(), ...limits },
    async hasHook(hookHash) {
      asked.push(hookHash.toString("hex"));
      return hookHash.equals(hash);
    },
  });
  const check = async (hookId: string, remoteAddress: string | null = "192.0.2.1") => {
    const answer = await gate.check({ hookId, hookHash: hashHookId(hookId), remoteAddress });
    return answer && { status: answer.status, retryAfter: answer.headers["retry-after"] };
  };
  return { check, asked };
}

const few = () => createRateLimiter({ burst: 3, perSecond: 1 });

describe("createHookGate", () => {
  it("lets an address that exists pass, and no other", async () => {
    const { check, asked } = start();
    expect(await check(known)).toBeNull();
    expect(await check(toId(1))).toEqual({ status: 404 });
    expect(await check("too-short")).toEqual({ status: 404 });
    expect(asked).toHaveLength(2);
  });

  it("lets 2,000 events pass that come from one address at once", async () => {
    const { check, asked } = start();
    const answers = await Promise.all(Array.from({ length: 2_000 }, () => check(known)));
    expect(answers.every((answer) => answer === null)).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it("holds one webhook address to its limit, and no other one", async () => {
    const { check } = start({ perHook: few() });
    for (let n = 0; n < 3; n++) expect(await check(known)).toBeNull();
    expect(await check(known)).toEqual({ status: 429, retryAfter: "1" });
    expect(await check(toId(1))).toEqual({ status: 404 });
  });

  it("holds one sender to its limit, and no other one", async () => {
    const { check } = start({ perAddress: few() });
    for (let n = 0; n < 3; n++) await check(known);
    expect(await check(known)).toEqual({ status: 429, retryAfter: "1" });
    expect(await check(known, "192.0.2.2")).toBeNull();
    // Where the sender is not known, nobody is held to it.
    for (let n = 0; n < 9; n++) expect(await check(known, null)).toBeNull();
  });

  it("stops a guesser before the look-up, and never those who know the address", async () => {
    const { check, asked } = start({ guesses: few() });
    expect(await check(known)).toBeNull();
    for (let n = 0; n < 3; n++) expect(await check(toId(n))).toEqual({ status: 404 });
    expect(await check(toId(4))).toEqual({ status: 429, retryAfter: "1" });
    expect(asked).toHaveLength(4);
    expect(await check(known)).toBeNull();
    expect(await check(toId(5), "192.0.2.2")).toEqual({ status: 404 });
  });

  it("takes a webhook address that is gone for no guess, however often it is called", async () => {
    const { check } = start({ guesses: few() });
    for (let n = 0; n < 50; n++) expect(await check(toId(1))).toEqual({ status: 404 });
    expect(await check(toId(2))).toEqual({ status: 404 });
  });
});

describe("toSender", () => {
  it.each([
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    [null, null],
  ])("counts %s as %s", (address, sender) => expect(toSender(address)).toBe(sender));
});
