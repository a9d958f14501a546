import { describe, expect, it, vi } from "vitest";
import { createFakeClock } from "../testing/fake-clock";
import { accountFixture } from "./fixtures";
import { createKnownAccounts } from "./known-accounts";

describe("the account of a credential", () => {
  it("is read once an hour", async () => {
    const clock = createFakeClock();
    const read = vi.fn(async () => accountFixture);
    const known = createKnownAccounts({ clock });
    for (const ms of [0, 1000, 3_598_999]) {
      await clock.advance(ms);
      await expect(known.get("a", read)).resolves.toBe(accountFixture);
    }
    expect(read).toHaveBeenCalledTimes(1);
    await clock.advance(1);
    await known.get("a", read);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it("is not that of another one", async () => {
    const known = createKnownAccounts();
    const other = { portalId: 1 };
    await known.get("a", async () => accountFixture);
    await expect(known.get("b", async () => other)).resolves.toBe(other);
    await expect(known.get("a", async () => other)).resolves.toBe(accountFixture);
  });

  it("is read again when it could not be read", async () => {
    const known = createKnownAccounts();
    const fails = () => Promise.reject(new Error("HTTP 403"));
    await expect(known.get("a", fails)).rejects.toThrow("HTTP 403");
    await expect(known.get("a", async () => accountFixture)).resolves.toBe(accountFixture);
  });
});
