import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describePhone } from "./describe-phone";
import { phoneDigitsMatch } from "./phone-digits-match";
import { phoneSpellings } from "./phone-spellings";
import { phoneSettingsSchema } from "./schema";
import { standardisePhone } from "./standardise-phone";

describe("phoneSpellings", () => {
  it("lists what CRMs hold for a Ukrainian number", () => {
    expect(phoneSpellings("+380671234567")).toEqual([
      "+380671234567",
      "380671234567",
      "0671234567",
      "80671234567",
      "671234567",
      "+380 67 123 4567",
      "067 123 4567",
    ]);
  });

  it("lists each spelling once for a country without a trunk prefix", () => {
    expect(phoneSpellings("+48501234567")).toEqual([
      "+48501234567",
      "48501234567",
      "501234567",
      "+48 501 234 567",
      "501 234 567",
    ]);
  });

  it("keeps what no plan knows", () => {
    expect(phoneSpellings("+999123")).toEqual(["+999123", "999123"]);
  });

  it("gives spellings that all match the number and standardise back to it", () => {
    const settings = phoneSettingsSchema.parse({});
    fc.assert(
      fc.property(fc.stringMatching(/^(50|67|93|99|44)[2-8]\d{6}$/), (national) => {
        const phone = `+380${national}`;
        return phoneSpellings(phone).every((spelling) => {
          const read = standardisePhone(spelling, settings);
          return phoneDigitsMatch(spelling, phone) && read.ok && read.phone === phone;
        });
      }),
    );
  });
});

describe("phoneDigitsMatch", () => {
  it.each([
    ["+380671234567", "067 123-45-67", true],
    ["+380671234567", "80671234567", true],
    ["+380671234567", "00380671234567", true],
    ["+37251234", "37251234", true],
    ["+380671234567", "+380671234568", false],
    ["+380671234567", "+48671234567", false],
    ["+380671234567", "1234567", false],
    ["+380671234567", "", false],
    ["", "", false],
  ])("%s and %s: %s", (left, right, matches) => {
    expect(phoneDigitsMatch(left, right)).toBe(matches);
    expect(phoneDigitsMatch(right, left)).toBe(matches);
  });
});

describe("describePhone", () => {
  it.each([
    ["+380670000201", "UA", true],
    ["+380442345678", "UA", true],
    ["+48501234567", "PL", true],
    ["+77011234567", "KZ", true],
    ["+380111111112", "UA", false],
    ["+999123", null, false],
    ["не скажу", null, false],
  ])("%s: %s, %s", (phone, country, isValid) => {
    expect(describePhone(phone)).toEqual({ country, isValid });
  });
});
