import { describe, expect, it } from "vitest";
import { createHookCache } from "./hook-cache";

function start(known: Set<string>) {
  const clock = { ms: 0 };
  const asked: string[] = [];
  const cache = createHookCache(
    async (hash) => {
      asked.push(hash.toString());
      if (hash.toString() === "away") throw new Error("the store is away");
      return known.has(hash.toString());
    },
    { now: () => clock.ms },
  );
  return { clock, asked, has: (id: string) => cache.has(Buffer.from(id)), cache };
}

describe("createHookCache", () => {
  it("asks once for requests of the same moment", async () => {
    const { asked, has } = start(new Set(["a"]));
    expect(await Promise.all([has("a"), has("a"), has("b"), has("a")])).toEqual([true, true, false, true]);
    expect(asked).toEqual(["a", "b"]);
  });

  it("takes a new address soon, even if somebody tried it before it was made", async () => {
    const known = new Set<string>();
    const { clock, has } = start(known);
    expect(await has("a")).toBe(false);
    known.add("a");
    expect(await has("a")).toBe(false);
    clock.ms += 2_001;
    expect(await has("a")).toBe(true);
  });

  it("asks again when it was told that the address is gone", async () => {
    const { asked, has, cache } = start(new Set(["a"]));
    await has("a");
    cache.forget(Buffer.from("a"));
    await has("a");
    expect(asked).toEqual(["a", "a"]);
  });

  it("remembers no failure", async () => {
    const { asked, has } = start(new Set());
    await expect(has("away")).rejects.toThrow();
    await expect(has("away")).rejects.toThrow();
    expect(asked).toHaveLength(2);
  });

  it("forgets the oldest of too many addresses", async () => {
    const { asked, has } = start(new Set());
    for (let n = 0; n <= 10_000; n++) await has(`id ${n}`);
    await has("id 10000");
    await has("id 0");
    expect(asked).toHaveLength(10_002);
  });
});
