import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findErrorWords } from "./error-words";
import { cutBytes, listPersonalTexts, redactWords } from "./redact";
import { parseRetryAfter } from "./retry-after";

describe("redactWords", () => {
  it.each([
    ["Call +38 (067) 123-45-67 first", "Call ••• first"],
    ["Phone 0671234567890 is taken", "Phone ••• is taken"],
    ["olena.koval@shop.example is taken", "••• is taken"],
    ["Authorization: Bearer abcdef0123456789", "Authorization: Bearer •••"],
    ["api_key=0123456789abcdef is wrong", "api_key=••• is wrong"],
    ["Secret s3cr3t-value leaks", "Secret ••• leaks"],
    ["Contact Олена Коваль exists, Оленака does not", "Contact ••• exists, Оленака does not"],
    ["Stage 30001 closed on 2026-01-31 10:00", "Stage 30001 closed on 2026-01-31 10:00"],
    ["two\n\u0000lines \ud800", "two lines \ufffd"],
  ])("%s → %s", (text, redacted) => {
    expect(redactWords(text, { secrets: ["s3cr3t-value"], sent: ["Олена", "Олена Коваль"] })).toBe(redacted);
  });

  it("never gives a secret and never more than 2 kB, whatever the CRM says", () => {
    const secret = "tcrm_0123456789";
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 4000 }), fc.string(), (before, after) => {
        const words = redactWords(`${before}${secret}${after}`, { secrets: [secret], sent: [] });
        expect(words).not.toContain(secret);
        expect(Buffer.byteLength(words)).toBeLessThanOrEqual(2048);
      }),
    );
  });

  it("knows what of a request is about a person", () => {
    const request = {
      owner_id: "user-1",
      stage_id: "s11",
      properties: { full_name: "Олена", phones: ["+38067"], city: "Ки" },
    };
    expect(listPersonalTexts(request)).toEqual(["Олена", "+38067"]);
  });

  it("cuts between characters", () => {
    expect(cutBytes("їжак", 5)).toBe("їж");
    expect(cutBytes("a🙂", 3)).toBe("a");
  });
});

describe("findErrorWords", () => {
  it.each([
    [{ message: "No such stage" }, "No such stage"],
    [{ error: "unauthorized access", errorCode: 401 }, "unauthorized access"],
    [{ error: { code: "x", message: "Wrong" } }, "Wrong"],
    [{ error: "invalid_grant", error_description: "Token expired" }, "Token expired"],
    [{ title: "Bad Request", detail: "Request validation failed" }, "Request validation failed"],
    [{ errors: [{ message: "First" }, { message: "Second" }] }, "First; Second"],
    [{ errors: { phone: ["is taken"], name: "is blank" } }, "phone: is taken; name: is blank"],
    ["Too many requests", "Too many requests"],
    [{ success: false }, null],
    [[], null],
    [null, null],
  ])("%j → %s", (body, words) => {
    expect(findErrorWords(body)).toBe(words);
  });
});

describe("parseRetryAfter", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  it.each([
    ["120", 120],
    ["0", 0],
    ["1.5", 2],
    ["Sun, 22 Nov 2026 10:01:30 GMT", 90],
    ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
    ["99999999", 86_400],
    ["soon", null],
    ["-5", null],
    ["", null],
    [undefined, null],
  ])("%s → %s", (header, seconds) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });
});
