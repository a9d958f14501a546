import { describe, expect, it } from "vitest";
import { CrmError, type CrmErrorDetails } from "../error";
import { createOperatingTimes } from "./operating-times";

const now = () => 1_760_000_000_000;
const refusal = (more: Partial<CrmErrorDetails> = {}) =>
  new CrmError({ kind: "retry", code: "status", provider: "bitrix24", message: "Blocked", status: 429, ...more });

describe("when a method may be called again", () => {
  it.each([
    [1_760_000_120, 120],
    [1_760_009_999, 600],
    [1_759_999_999, 1],
    [undefined, 600],
  ])("its budget begins anew at %s: after %i seconds", (resetAt, retryAfterSeconds) => {
    const times = createOperatingTimes({ now });
    times.remember("portal a", resetAt);
    expect(times.complete(refusal(), ["portal a"])).toMatchObject({ retryAfterSeconds, status: 429, isBusy: true });
  });

  it("of several methods the last one counts, and of one what was said last", () => {
    const times = createOperatingTimes({ now });
    times.remember("portal a", 1_760_000_500);
    times.remember("portal a", 1_760_000_010);
    times.remember("portal b", 1_760_000_020);
    expect(times.complete(refusal(), ["portal a", "portal b"])).toMatchObject({ retryAfterSeconds: 20 });
  });

  it.each([
    refusal({ retryAfterSeconds: 7 }),
    refusal({ status: 500 }),
    refusal({ code: "paused", isBusy: true, status: null }),
    new Error("Other"),
  ])("%s is left as it is", (error) => {
    expect(createOperatingTimes({ now }).complete(error, ["portal a"])).toBe(error);
  });

  it("the method that was heard of longest ago is forgotten first", () => {
    const times = createOperatingTimes({ now, entriesMax: 2 });
    for (const place of ["a", "b", "a", "c"]) times.remember(place, 1_760_000_030);
    expect(times.complete(refusal(), ["a"])).toMatchObject({ retryAfterSeconds: 30 });
    expect(times.complete(refusal(), ["b"])).toMatchObject({ retryAfterSeconds: 600 });
  });
});
