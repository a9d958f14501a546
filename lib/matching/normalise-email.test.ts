import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseEmail } from "./normalise-email";

describe("normaliseEmail", () => {
  it.each([
    ["olena@example.com", "olena@example.com"],
    ["  Olena.Kovalenko@Example.COM ", "olena.kovalenko@example.com"],
    ["mailto:olena@example.com?subject=Hi", "olena@example.com"],
    ["<mailto:Olena@example.com>", "olena@example.com"],
    ["Олена Коваленко <olena@example.com>", "olena@example.com"],
    ["«olena@example.com».", "olena@example.com"],
    ["моя пошта: olena@example.com, дзвоніть", "olena@example.com"],
    ["olena@example.com; other@example.com", "olena@example.com"],
    ["olena+ads@example.co.uk", "olena+ads@example.co.uk"],
    ["o'brien_1@sub.example.com", "o'brien_1@sub.example.com"],
    ["Олена@Пошта.УКР", "олена@пошта.укр"],
    ["olena@xn--80ayd.xn--j1amh", "olena@xn--80ayd.xn--j1amh"],
    ["olena@\u200Bexample.com", "olena@example.com"],
    ["ｏｌｅｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ", "olena@example.com"],
  ])("%j → %s", (text, email) => {
    expect(normaliseEmail(text)).toBe(email);
  });

  it.each([
    [""],
    ["   "],
    ["немає"],
    ["@olena"],
    ["olena@"],
    ["olena@example"],
    ["olena@example.c"],
    ["olena@@example.com"],
    ["olena@exa mple"],
    ["olena..k@example.com"],
    [".olena@example.com"],
    ["olena@-example.com"],
    ["olena@example..com"],
    ["olena@1.2.3.4"],
    [`${"a".repeat(65)}@example.com`],
    [`a@${"b".repeat(64)}.com`],
    [`a@${"b.".repeat(130)}com`],
  ])("%j → null", (text) => {
    expect(normaliseEmail(text)).toBeNull();
  });

  it("gives the same for what it gave, and never an error", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "binary", maxLength: 300 })), (text) => {
        const email = normaliseEmail(text);
        return email === null || normaliseEmail(email) === email;
      }),
    );
  });

  // Within the time that any test has; a pattern that backtracks would need minutes.
  it("comes to an end with long texts", () => {
    const texts = ["a".repeat(50_000), "@".repeat(50_000), `${".a".repeat(25_000)}@b.cd`];
    expect(texts.map(normaliseEmail)).toEqual([null, null, null]);
  });
});
