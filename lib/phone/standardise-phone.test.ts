import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PhoneSettings, phoneSettingsSchema } from "./schema";
import { standardisePhone } from "./standardise-phone";

const ukraine = phoneSettingsSchema.parse({});
const poland = phoneSettingsSchema.parse({ country: "PL", callingCode: "48", digits: 11 });

function phoneOf(text: string, settings: PhoneSettings = ukraine): string | null {
  const result = standardisePhone(text, settings);
  return result.ok ? result.phone : null;
}

function reasonOf(text: string, settings: PhoneSettings = ukraine): string | null {
  const result = standardisePhone(text, settings);
  return result.ok ? null : result.reason;
}

describe("a Ukrainian number in any spelling", () => {
  it.each([
    ["0671234567"],
    ["80671234567"],
    ["67 123-45-67"],
    ["00380671234567"],
    ["380671234567"],
    ["+380671234567"],
    ["8 067 123 45 67"],
    ["8-067-123-45-67"],
    ["+38 067 123 45 67"],
    ["+38(067)123-45-67"],
    ["38 067 123 45 67"],
    ["(067) 123 45 67"],
    ["(0)67 123 45 67"],
    ["+380 (0) 67 123 45 67"],
    ["+380 067 123 45 67"],
    ["3800671234567"],
    ["067.123.45.67"],
    ["067/123-45-67"],
    ["067_123_45_67"],
    ["067 – 123 – 45 – 67"],
    ["+38 067‑123‑45‑67"],
    ["+38\u00A0067\u00A0123\u00A045\u00A067"],
    ["\u202A+380 67 123 45 67\u202C"],
    ["067\u200B1234567"],
    ["＋３８０６７１２３４５６７"],
    ["٠٦٧١٢٣٤٥٦٧"],
    ["0️⃣6️⃣7️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣"],
    ["8 10 380 67 123 45 67"],
    ["+ 380 67 123 45 67"],
    ["+0671234567"],
    ["+80671234567"],
    ["+38 067\n123 45 67"],
    ["067,123,45,67"],
    ["380671234567.0"],
    ["tel:+380671234567"],
    ["https://wa.me/380671234567"],
    ["viber://chat?number=%2B380671234567"],
  ])("%s", (text) => {
    expect(standardisePhone(text, ukraine)).toEqual({
      ok: true,
      phone: "+380671234567",
      country: "UA",
      isValid: true,
      others: [],
    });
  });
});

describe("text around the number", () => {
  it.each([
    ["тел 067 123 45 67"],
    ["067 123 45 67 Оля"],
    ["0671234567Оля"],
    ["мій номер: +380 (67) 123-45-67!"],
    ["📞0671234567"],
    ["0671234567 дзвоніть після 18"],
    ["0671234567 о 18:00"],
    ["0671234567 18"],
    ["067 123 45 67 89"],
    ["0671234567 доб. 12"],
    ["0671234567#12"],
    ["1) 0671234567"],
    ["22.11.2026 0671234567"],
    ["olena2024@example.com 0671234567"],
    ["@olena_99 0671234567"],
  ])("%s gives the number alone", (text) => {
    expect(standardisePhone(text, ukraine)).toMatchObject({ ok: true, phone: "+380671234567", others: [] });
  });
});

describe("a letter O for zero", () => {
  it.each([
    ["067OOO4567", "+380670004567"],
    ["+38О671234567", "+380671234567"],
    ["О67 123 45 67", "+380671234567"],
    ["067 123 45 6о", "+380671234560"],
    ["067 123 45 67 Ольга", "+380671234567"],
    ["067 ООО 45 67", null],
  ])("%s → %s", (text, phone) => {
    expect(phoneOf(text)).toBe(phone);
  });
});

describe("several numbers", () => {
  it.each([
    ["0671234567, 0501234567"],
    ["0671234567 0501234567"],
    ["067 123 45 67 050 123 45 67"],
    ["0671234567/0501234567"],
    ["+380671234567+380501234567"],
    ["0671234567; +38 (050) 123-45-67 (вайбер), 067 123 45 67"],
    ["0671234567\n0501234567"],
  ])("%s: the first is the phone, the second another", (text) => {
    expect(standardisePhone(text, ukraine)).toMatchObject({ phone: "+380671234567", others: ["+380501234567"] });
  });
});

describe("what gives no phone", () => {
  it.each([
    ["", "blank"],
    [" \u00A0\u200B\n", "blank"],
    ["не скажу", "no_digits"],
    ["@olya_example", "no_digits"],
    ["@user380671234567", "no_digits"],
    ["380671234567@example.com", "no_digits"],
    ["06712345", "wrong_length"],
    ["380501234", "wrong_length"],
    ["+380501234", "wrong_length"],
    ["+3806712345670000", "wrong_length"],
    ["+38(067)123-45-67-99", "wrong_length"],
    ["05012345678", "wrong_length"],
    ["5012345678", "wrong_length"],
    ["067*****67", "wrong_length"],
    ["+48 501 2", "wrong_length"],
    ["0000000000", "invalid"],
    ["+380000000000", "invalid"],
    ["+999123456789", "invalid"],
  ])("%j: %s, kept as typed", (text, reason) => {
    expect(standardisePhone(text, ukraine)).toEqual({ ok: false, reason, typed: text });
  });

  it("is not a number that is right in length but in no numbering plan: that one passes, marked", () => {
    expect(standardisePhone("011 111 11 12", ukraine)).toMatchObject({ phone: "+380111111112", isValid: false });
  });
});

describe("foreign numbers", () => {
  it.each([
    ["+48 501 234 567", "+48501234567", "PL"],
    ["0048 501 234 567", "+48501234567", "PL"],
    ["48501234567", "+48501234567", "PL"],
    ["48 501 234 567", "+48501234567", "PL"],
    ["49 1512 3456789", "+4915123456789", "DE"],
    ["+44 (0) 20 7946 0958", "+442079460958", "GB"],
    ["+1 (202) 555-0123", "+12025550123", "US"],
    ["+37129123456", "+37129123456", "LV"],
    ["+38 67 123 45 67", "+38671234567", "SI"],
  ])("%s keeps its own code", (text, phone, country) => {
    expect(standardisePhone(text, ukraine)).toMatchObject({ ok: true, phone, country });
  });

  it("are kept, marked, when only their length is right", () => {
    expect(standardisePhone("+1 555 123 45 67", ukraine)).toMatchObject({ phone: "+15551234567", isValid: false });
  });

  it("never lose the code that was typed before a national number", () => {
    expect(phoneOf("+48 067 123 45 67")).toBe("+480671234567");
    expect(phoneOf("+48 0671234567 0501234567")).toBeNull();
  });

  it("are taken in their national form when their country is named, and only when the default country has no such number", () => {
    const settings = { ...ukraine, furtherCountries: ["HU", "MD"] };
    expect(phoneOf("06 30 123 4567", settings)).toBe("+36301234567");
    expect(phoneOf("0621 23 456", settings)).toBe("+37362123456");
    expect(phoneOf("06 30 123 4567")).toBeNull();
    expect(phoneOf("0671234567", { ...ukraine, furtherCountries: ["PL"] })).toBe("+380671234567");
  });
});

describe("the settings", () => {
  it.each([
    ["501 234 567", "+48501234567"],
    ["48501234567", "+48501234567"],
    ["+48 501-234-567", "+48501234567"],
    ["0048501234567", "+48501234567"],
    ["0 501 234 567", "+48501234567"],
    ["+380671234567", "+380671234567"],
    ["380671234567", "+380671234567"],
    ["0671234567", "+48671234567"],
  ])("with Poland as the default country, %s is %s", (text, phone) => {
    expect(phoneOf(text, poland)).toBe(phone);
  });

  it.each<[string, Partial<PhoneSettings>, string]>([
    ["06 1234 5678", { country: "IT", callingCode: "39", digits: 12 }, "+390612345678"],
    ["06 30 123 4567", { country: "HU", callingCode: "36", digits: 11 }, "+36301234567"],
    ["8 029 123-45-67", { country: "BY", callingCode: "375", digits: 12 }, "+375291234567"],
    ["(202) 555-0123", { country: "US", callingCode: "1", digits: 11 }, "+12025550123"],
    ["1 202 555 0123", { country: "US", callingCode: "1", digits: 11 }, "+12025550123"],
    ["8 701 123 45 67", { country: "KZ", callingCode: "7", digits: 11 }, "+77011234567"],
  ])("know the trunk prefixes of other countries: %s", (text, settings, phone) => {
    expect(phoneOf(text, { ...ukraine, ...settings })).toBe(phone);
  });

  it("hold the expected number of digits, whatever the numbering plan says", () => {
    expect(reasonOf("+380671234567", { ...ukraine, digits: 13 })).toBe("wrong_length");
    expect(phoneOf("+3806712345678", { ...ukraine, digits: 13 })).toBe("+3806712345678");
  });

  it("accept the default country's other lengths when it is named as a further country too", () => {
    const germany = { ...ukraine, country: "DE", callingCode: "49", digits: 13 };
    expect(phoneOf("030 123456", germany)).toBeNull();
    expect(phoneOf("030 123456", { ...germany, furtherCountries: ["DE"] })).toBe("+4930123456");
    expect(phoneOf("+49 30 123456", { ...germany, furtherCountries: ["DE"] })).toBe("+4930123456");
  });

  it("let the calling code decide when it is not the country's own", () => {
    expect(phoneOf("501 234 567", { ...ukraine, callingCode: "48", digits: 11 })).toBe("+48501234567");
  });
});

describe("any text", () => {
  const typed = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(..."0123456789+-() .,;/ОOаb@\n\u00A0"), maxLength: 60 }),
  );

  it("gives E.164 numbers or the text itself, never an error", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const result = standardisePhone(text, ukraine);
        if (!result.ok) return result.typed === text;
        return [result.phone, ...result.others].every((phone) => /^\+[1-9]\d{4,14}$/.test(phone));
      }),
      { numRuns: 500 },
    );
  });

  it("that was standardised once stays as it is", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const phone = phoneOf(text);
        return phone === null || phoneOf(phone) === phone;
      }),
      { numRuns: 500 },
    );
  });

  it("with a Ukrainian number in any separators gives that number", () => {
    const gap = fc.constantFrom("", " ", "-", ".", "\u00A0", " - ", "\u2011");
    const digits = fc.stringMatching(/^(50|63|66|67|68|73|93|95|96|97|98|99)\d{7}$/);
    const prefix = fc.constantFrom("+380", "380", "0", "80", "00380", "+38 0", "8 0", "(0");
    fc.assert(
      fc.property(prefix, digits, gap, gap, (start, number, first, second) => {
        const text = `${start}${number.slice(0, 2)}${first}${number.slice(2, 5)}${second}${number.slice(5)}`;
        return phoneOf(text) === `+380${number}`;
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["digits", "0".repeat(50_000)],
    ["single digits", "1 ".repeat(25_000)],
    ["broken numbers", "067 ".repeat(12_500)],
    ["letters for zero", "O".repeat(50_000)],
    ["pluses", "+".repeat(50_000)],
    ["at signs", "a@".repeat(25_000)],
    ["spaces", `${" ".repeat(50_000)}1`],
    ["lists", "9 8-7,".repeat(8_000)],
  ])("of 50 kB of %s comes to an end", (_, text) => {
    // Within the time that any test has; a pattern that backtracks would need minutes.
    expect(standardisePhone(text, ukraine)).toHaveProperty("ok");
  });
});
