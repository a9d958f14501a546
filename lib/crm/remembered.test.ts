import { describe, expect, it } from "vitest";
import { createRemembered } from "./remembered";
import { createFakeClock } from "./testing/fake-clock";

describe("what is remembered", () => {
  it("is forgotten with age, however often it is asked for", async () => {
    const clock = createFakeClock();
    const remembered = createRemembered<number>({ ageMsMax: 1000, entriesMax: 10, clock });
    remembered.set("a", 0);
    await clock.advance(999);
    expect(remembered.get("a")).toBe(0);
    await clock.advance(1);
    expect(remembered.get("a")).toBeUndefined();
  });

  it("is bounded, and what was kept longest ago goes first", () => {
    const remembered = createRemembered<number>({ ageMsMax: 1000, entriesMax: 2, clock: createFakeClock() });
    for (const key of ["a", "b", "a", "c"]) remembered.set(key, 1);
    expect(["a", "b", "c"].map((key) => remembered.get(key))).toEqual([1, undefined, 1]);
    remembered.forget("a");
    expect(remembered.get("a")).toBeUndefined();
  });
});
