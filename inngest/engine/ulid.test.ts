import { describe, expect, it } from "vitest";
import { seededUlid, ulid, ulidAt } from "./ulid";

describe("ulid", () => {
  it("has 26 characters and sorts by time", () => {
    expect(ulid(1_795_346_542_945)).toMatch(/^01M81FWCB1[0-9A-HJKMNP-TV-Z]{16}$/);
    expect(ulid(1) < ulid(2)).toBe(true);
    expect(ulidAt(5) <= ulid(5) && ulid(5) < ulidAt(6)).toBe(true);
  });
});

describe("seededUlid", () => {
  it("gives the n-th event of a request the id that an Inngest server gave it", () => {
    expect(seededUlid("1795346542945,UoQuC8huiOiFuA==", 1)).toBe("01M81FWCB1AA22W2Y8DT4EH1DS");
  });

  it.each([null, "", "abc", "1795346542945,AAAA"])("refuses the seed %s", (seed) => {
    expect(seededUlid(seed, 1)).toBeNull();
  });
});
