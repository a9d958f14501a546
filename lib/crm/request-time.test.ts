import { v7 as uuidv7 } from "uuid";
import { describe, expect, it } from "vitest";
import { isMadeSince, readRequestTime, toEarliestCreation } from "./request-time";

const at = new Date("2026-11-28T10:00:00.250Z");
const requestId = uuidv7({ msecs: at.getTime() });

describe("the time of a request", () => {
  it("stands at the beginning of its id", () => {
    expect(readRequestTime(requestId)).toEqual(at);
    expect(readRequestTime("3f1c4e9a-4d0b-4f43-9d7a-1b2c3d4e5f60")).toBeNull();
    expect(readRequestTime("no id")).toBeNull();
  });

  it.each([
    ["2026-11-28T10:00:00Z", true],
    ["2026-11-28T12:05:00+02:00", true],
    // Clocks differ by a minute at most.
    ["2026-11-28T09:59:01Z", true],
    ["2026-11-28T09:58:59Z", false],
    ["", false],
    ["yesterday", false],
    [null, false],
    [undefined, false],
  ])("a record of %s may be its own: %s", (createdAt, isOwn) => {
    expect(isMadeSince(requestId, createdAt)).toBe(isOwn);
  });

  it("is not guessed for an id that does not hold it", () => {
    expect(toEarliestCreation("3f1c4e9a-4d0b-4f43-9d7a-1b2c3d4e5f60")).toBeNull();
    expect(isMadeSince("3f1c4e9a-4d0b-4f43-9d7a-1b2c3d4e5f60", "2026-11-28T10:00:00Z")).toBe(false);
  });
});
