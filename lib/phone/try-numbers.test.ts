import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { phoneSettingsSchema } from "./schema";
import { tryNumbers } from "./try-numbers";

const ukraine = phoneSettingsSchema.parse({});

describe("tryNumbers", () => {
  it.each([
    ["067 123-45-67", ["+380671234567 UA"]],
    ["0671234567\n\n  +48 501 234 567 \n", ["+380671234567 UA", "+48501234567 PL"]],
    ["12345", ["wrong_length"]],
    ["подзвоніть мені", ["no_digits"]],
    ["0000000000", ["invalid"]],
    ["", []],
  ])("reads %j line by line", (text, results) => {
    const tried = tryNumbers(text, ukraine).map(({ result }) =>
      result.ok ? `${result.phone} ${result.country}` : result.reason,
    );
    expect(tried).toEqual(results);
  });

  it("follows the settings", () => {
    const poland = phoneSettingsSchema.parse({ country: "PL", callingCode: "48", digits: 11 });
    expect(tryNumbers("501 234 567", poland)[0]?.result).toMatchObject({ ok: true, phone: "+48501234567" });
    expect(tryNumbers("501 234 567", ukraine)[0]?.result).toMatchObject({ phone: "+380501234567" });
  });

  it("gives each line as it was typed, and at most fifty", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 20 }), { maxLength: 80 }), (lines) => {
        const text = lines.join("\n");
        const typed = tryNumbers(text, ukraine).map((each) => each.typed);
        const kept = text
          .split("\n")
          .map((line) => line.trim())
          .filter(Boolean);
        expect(typed).toEqual(kept.slice(0, 50));
      }),
    );
  });
});
