import { describe, expect, it } from "vitest";
import { describeNetworkError } from "./failure";

describe("describeNetworkError", () => {
  it.each([
    [{ code: "ETIMEDOUT", syscall: "connect" }, false],
    [{ code: "ENOTFOUND", syscall: "getaddrinfo" }, false],
    [{ code: "UND_ERR_CONNECT_TIMEOUT" }, false],
    [{ code: "ETIMEDOUT", syscall: "read" }, true],
    [{ code: "EHOSTUNREACH", syscall: "write" }, true],
    [{ code: "ECONNRESET", syscall: "read" }, true],
  ])("after %j the request may have been sent: %s", (details, isSent) => {
    expect(describeNetworkError(Object.assign(new Error("failed"), details))).toMatchObject({ kind: "retry", isSent });
  });
});
