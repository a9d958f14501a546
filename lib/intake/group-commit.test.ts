import { describe, expect, it } from "vitest";
import { createGroupCommit, QueueFullError } from "./group-commit";

/** Commits after a moment, refuses what is negative, and keeps what it was given. */
function start({ countMax = 100, bytesMax = 1_000, waitingBytesMax = 10_000 } = {}) {
  const groups: number[][] = [];
  let running = 0;
  const group = createGroupCommit<number, string>({
    async commit(items) {
      expect(++running).toBe(1);
      groups.push([...items]);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      if (items.includes(0)) throw new Error("outage");
      if (items.some((item) => item < 0)) throw new RangeError("bad item");
      return items.map((item) => `stored ${item}`);
    },
    sizeOf: Math.abs,
    isWorthSplitting: (error) => error instanceof RangeError,
    countMax,
    bytesMax,
    waitingBytesMax,
  });
  return { group, groups };
}

describe("createGroupCommit", () => {
  it("commits together what came together, and meanwhile gathers the next", async () => {
    const { group, groups } = start();
    const first = [1, 2, 3].map(group.add);
    await new Promise((resolve) => setTimeout(resolve, 2));
    const next = [4, 5].map(group.add);
    expect(await Promise.all([...first, ...next])).toEqual([1, 2, 3, 4, 5].map((item) => `stored ${item}`));
    expect(groups).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it("keeps groups within their bounds and lets a large item go alone", async () => {
    const { group, groups } = start({ countMax: 3, bytesMax: 100 });
    await Promise.all([1, 1, 1, 60, 60, 500, 1].map(group.add));
    expect(groups).toEqual([[1, 1, 1], [60], [60], [500], [1]]);
  });

  it("does not let a bad item fail its neighbours", async () => {
    const { group, groups } = start();
    const results = await Promise.allSettled([1, -2, 3].map(group.add));
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(groups).toEqual([[1, -2, 3], [1], [-2], [3]]);
    expect(await group.add(4)).toBe("stored 4");
  });

  it("fails a group at once when the store is away, and the next one may succeed", async () => {
    const { group, groups } = start();
    const results = await Promise.allSettled([1, 0, 3].map(group.add));
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(groups).toHaveLength(1);
    expect(await group.add(1)).toBe("stored 1");
  });

  it("takes in no more than memory is given for", async () => {
    const { group } = start({ waitingBytesMax: 100 });
    const first = group.add(90);
    await expect(group.add(20)).rejects.toThrow(QueueFullError);
    expect(await Promise.all([first, group.add(10)])).toEqual(["stored 90", "stored 10"]);
    expect(await group.add(100)).toBe("stored 100");
  });

  it("can be waited for until nothing is left", async () => {
    const { group, groups } = start({ countMax: 1 });
    const all = Promise.all([1, 2, 3].map(group.add));
    await group.drain();
    expect(groups).toHaveLength(3);
    await all;
    await group.drain();
  });
});
