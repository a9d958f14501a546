import { describe, expect, it } from "vitest";
import { toReturnPath } from "./return-path";
import { hasRole, ROLES } from "./roles";
import { isSameOrigin } from "./same-origin";
import { toClientAddress } from "./visitor";

describe("isSameOrigin", () => {
  const app = "https://leads.example.com";
  it.each([
    [{ origin: app }, true],
    [{ origin: app, "sec-fetch-site": "same-origin" }, true],
    [{ origin: "http://localhost:3000", host: "localhost:3000" }, true],
    [{}, false],
    [{ origin: "null" }, false],
    [{ origin: "null", host: "leads.example.com" }, false],
    [{ origin: "https://evil.example" }, false],
    [{ origin: "https://leads.example.com.evil.example" }, false],
    [{ origin: app, "sec-fetch-site": "cross-site" }, false],
    [{ origin: app, "sec-fetch-site": "same-site" }, false],
    [{ "sec-fetch-site": "same-origin" }, false],
  ])("judges %j as %s", (headers, expected) => {
    expect(isSameOrigin(new Headers(Object.entries(headers)), app)).toBe(expected);
  });
});

describe("toReturnPath", () => {
  it.each([
    ["/registry?status=failed", "/registry?status=failed"],
    [undefined, "/"],
    ["https://evil.example", "/"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/sign-in?next=/x", "/"],
    ["/api/auth/signout", "/"],
    [["/a", "/b"], "/"],
  ])("leads %j to %s", (next, expected) => {
    expect(toReturnPath(next)).toBe(expected);
  });
});

describe("toClientAddress", () => {
  it("believes only the last entry, which the trusted proxy wrote", () => {
    expect(toClientAddress("6.6.6.6, 198.51.100.7", { isProxyTrusted: true })).toBe("198.51.100.7");
  });

  it("reads the connection's own address otherwise, however it is written", () => {
    expect(toClientAddress("::ffff:127.0.0.1", { isProxyTrusted: false })).toBe("127.0.0.1");
    expect(toClientAddress(null, { isProxyTrusted: false })).toBe("unknown");
  });
});

describe("hasRole", () => {
  it("lets each role do what the ones below it may, and no more", () => {
    const allowed = ROLES.flatMap((has) =>
      ROLES.filter((needed) => hasRole(has, needed)).map((needed) => `${has}>${needed}`),
    );
    expect(allowed).toEqual([
      "owner>owner",
      "owner>admin",
      "owner>manager",
      "admin>admin",
      "admin>manager",
      "manager>manager",
    ]);
  });
});
