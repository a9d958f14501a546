import { describe, expect, it } from "vitest";
import { fillNames } from "./fill-names";

describe("fillNames", () => {
  it("keeps what the mapping gives", () => {
    const values = { "contact.name": "Олена", "deal.name": "Курс" } as const;
    expect(fillNames(values, "Instagram")).toEqual(values);
  });

  it("names both records after the phone, the e-mail, or the integration, whichever is there first", () => {
    const named = (values: Parameters<typeof fillNames>[0]) => {
      const filled = fillNames(values, "Instagram");
      return [filled["contact.name"], filled["deal.name"]];
    };
    expect(named({ "contact.phone": "+380671234567", "contact.email": "a@b.co" })).toEqual([
      "+380671234567",
      "+380671234567",
    ]);
    expect(named({ "contact.email": "a@b.co" })).toEqual(["a@b.co", "a@b.co"]);
    expect(named({})).toEqual(["Instagram", "Instagram"]);
  });

  it("puts first and last name together", () => {
    const filled = fillNames({ "contact.firstName": "Олена", "contact.lastName": "Коваль" }, "Instagram");
    expect(filled["deal.name"]).toBe("Олена Коваль");
    expect(filled["contact.name"]).toBe("Олена Коваль");
  });
});
