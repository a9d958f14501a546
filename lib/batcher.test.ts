import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createBatcher } from "./batcher";

describe("createBatcher", () => {
  it("gathers what comes while a batch is under way, and answers each call with its own result", async () => {
    const sizes: number[] = [];
    const double = createBatcher(async (items: number[]) => {
      sizes.push(items.length);
      await pause(5);
      return items.map((item) => item * 2);
    });
    const first = double(0);
    await pause(1);
    const others = [1, 2, 3].map(double);
    expect(await Promise.all([first, ...others])).toEqual([0, 2, 4, 6]);
    expect(sizes).toEqual([1, 3]);
  });

  it("lets one bad item fail alone", async () => {
    const store = createBatcher(async (items: string[]) => {
      if (items.includes("bad")) throw new Error("refused");
      return items;
    });
    const results = await Promise.allSettled(["a", "bad", "b"].map(store));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("never gathers more than it may", async () => {
    const sizes: number[] = [];
    const store = createBatcher(
      async (items: number[]) => {
        sizes.push(items.length);
        return items;
      },
      { batchMax: 2 },
    );
    await Promise.all([1, 2, 3, 4, 5].map(store));
    expect(sizes).toEqual([2, 2, 1]);
  });
});
