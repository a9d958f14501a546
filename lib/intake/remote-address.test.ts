import { describe, expect, it } from "vitest";
import { toRemoteAddress } from "./remote-address";

describe("toRemoteAddress", () => {
  const headers = { "x-forwarded-for": "203.0.113.9, 198.51.100.7 " };

  it("believes the other end of the connection alone", () => {
    expect(toRemoteAddress({ headers, socketAddress: "192.0.2.1", trustsProxy: false })).toBe("192.0.2.1");
  });

  it("believes what a trusted proxy wrote, and nothing that the sender wrote before it", () => {
    expect(toRemoteAddress({ headers, socketAddress: "192.0.2.1", trustsProxy: true })).toBe("198.51.100.7");
    expect(toRemoteAddress({ headers: {}, socketAddress: "192.0.2.1", trustsProxy: true })).toBe("192.0.2.1");
  });
});
