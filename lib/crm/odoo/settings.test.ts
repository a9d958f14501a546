import { describe, expect, it } from "vitest";
import { settingsSchema, toDatabase } from "./settings";

const rest = { login: "bot@acme.example", apiKey: "key" };

describe("the settings of a connection to Odoo", () => {
  it.each([
    ["acme", "https://acme.odoo.com", "acme"],
    ["acme.odoo.com", "https://acme.odoo.com", "acme"],
    [" https://Acme.odoo.com/ ", "https://acme.odoo.com", "acme"],
    ["https://acme.odoo.com/web#menu_id=5", "https://acme.odoo.com", "acme"],
    ["acme-main-123.dev.odoo.com", "https://acme-main-123.dev.odoo.com", "acme-main-123"],
  ])("the address %s is %s, database %s", (typed, address, database) => {
    const settings = settingsSchema.parse({ address: typed, ...rest });
    expect(settings.address).toBe(address);
    expect(toDatabase(settings)).toBe(database);
    expect(settingsSchema.parse(settings)).toEqual(settings);
  });

  it("a server of one's own needs its database named", () => {
    const own = { address: "crm.acme.ua:8443/odoo", ...rest };
    expect(settingsSchema.safeParse(own).error?.issues[0]?.path).toEqual(["database"]);
    const settings = settingsSchema.parse({ ...own, database: "prod" });
    expect(settings).toMatchObject({ address: "https://crm.acme.ua:8443", database: "prod" });
    expect(toDatabase(settings)).toBe("prod");
  });

  it.each(["", "acme corp", "https://", "https://bot:secret@acme.odoo.com"])("%j is no address", (address) => {
    expect(settingsSchema.safeParse({ address, ...rest }).error?.issues[0]?.path).toEqual(["address"]);
  });

  it.each(["", "2027-02-28"])("the key may end on %j", (apiKeyEndsOn) => {
    expect(settingsSchema.parse({ address: "acme", ...rest, apiKeyEndsOn }).apiKeyEndsOn).toBe(apiKeyEndsOn);
  });

  it.each(["28.02.2027", "2027-02-30"])("%j is no day on which the key ends", (apiKeyEndsOn) => {
    expect(settingsSchema.safeParse({ address: "acme", ...rest, apiKeyEndsOn }).error?.issues[0]?.path).toEqual([
      "apiKeyEndsOn",
    ]);
  });
});
