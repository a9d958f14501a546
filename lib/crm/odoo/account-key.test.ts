import { expect, it } from "vitest";
import { toAccountKey } from "./account-key";
import { settingsSchema } from "./settings";

const settings = { address: "acme.odoo.com", database: "", login: "bot@acme.example", apiKey: "3f2a9c7e51d84b06" };
const keyOf = (more: Partial<typeof settings>) => toAccountKey(settingsSchema.parse({ ...settings, ...more }));

it("credentials have a key of their own, whatever else of the form differs", () => {
  const others = [
    { address: "https://acme.odoo.com:8443" },
    { database: "acme-test" },
    { login: "olena@acme.example" },
    { apiKey: "3f2a9c7e51d84b07" },
    // Where one value ends and the next begins counts too.
    { login: "bot@acme.example3", apiKey: "f2a9c7e51d84b06" },
  ];
  expect(new Set([{}, ...others].map(keyOf)).size).toBe(others.length + 1);
  expect(keyOf({ address: "https://acme.odoo.com/web", database: "acme" })).toBe(keyOf({}));
  expect(keyOf({})).not.toContain(settings.apiKey);
});
