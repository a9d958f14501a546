import { describe, expect, it, vi } from "vitest";
import { runInSlices } from "./run-in-slices";

describe("runInSlices", () => {
  it("gives the results of all items in their order, however often it stops on the way", async () => {
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (now += 100));
    let now = 0;
    const results = await new Promise((resolve) => runInSlices([1, 2, 3, 4], (item) => item * 2, resolve));
    expect(results).toEqual([2, 4, 6, 8]);
    clock.mockRestore();
  });

  it("gives an empty result for nothing", async () => {
    expect(await new Promise((resolve) => runInSlices([], String, resolve))).toEqual([]);
  });

  it("gives nothing once it was stopped", () => {
    vi.useFakeTimers();
    const onDone = vi.fn();
    const work = vi.fn();
    runInSlices([1, 2], work, onDone)();
    vi.runAllTimers();
    expect([work.mock.calls, onDone.mock.calls]).toEqual([[], []]);
    vi.useRealTimers();
  });
});
