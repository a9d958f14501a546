import { describe, expect, it } from "vitest";
import { toToken } from "./fixtures";
import { settingsSchema } from "./settings";
import { readTokenClaims } from "./token-claims";

const token = toToken();

describe("the address of an account", () => {
  it.each([
    ["acme", "acme.kommo.com"],
    ["acme.kommo.com", "acme.kommo.com"],
    ["https://acme.kommo.com/", "acme.kommo.com"],
    [" HTTPS://Acme.Kommo.com/leads/list?page=2#top ", "acme.kommo.com"],
    ["new-acme.amocrm.com", "new-acme.amocrm.com"],
  ])("%s is %s, also when it is read again", (typed, address) => {
    const parsed = settingsSchema.parse({ address: typed, token });
    expect(parsed.address).toBe(address);
    expect(settingsSchema.parse(parsed)).toEqual(parsed);
  });

  it.each([
    "",
    "https://",
    "kommo.com",
    "www.kommo.com",
    "acme.kommo.com.evil.example",
    "acme.evil.example",
    "evil.example/acme.kommo.com",
    "evil.example#.kommo.com",
    "user@acme.kommo.com",
    "acme.kommo.com:8443",
    "a.b.kommo.com",
    "-acme",
    "акме",
    "169.254.169.254",
  ])("%j is none", (address) => {
    const { error } = settingsSchema.safeParse({ address, token });
    expect(error?.issues.map(({ path }) => path[0])).toEqual(["address"]);
  });

  it.each([
    ["acme.amocrm.ru", { base_domain: "kommo.com" }, false],
    ["acme.kommo.com", { base_domain: "amocrm.ru" }, false],
    ["acme.kommo.com", { base_domain: undefined, api_domain: "api-b.amocrm.ru" }, false],
    ["acme.amocrm.ru", { base_domain: "amocrm.ru", api_domain: "api-b.amocrm.ru" }, true],
    ["acme.amocrm.com", { base_domain: "kommo.com" }, true],
    ["acme.kommo.com", { base_domain: "acme.kommo.com" }, true],
    ["acme.kommo.com", { base_domain: "elsewhere.example" }, true],
    ["acme.kommo.com", { base_domain: 7 }, true],
  ])("%s with a token of %j: %s", (address, claims, isTaken) => {
    expect(settingsSchema.safeParse({ address, token: toToken(claims) }).success).toBe(isTaken);
  });
});

describe("the token", () => {
  it("is taken out of what was copied with it", () => {
    const copied = `Bearer ${token.slice(0, 20)}\n ${token.slice(20)} `;
    expect(settingsSchema.parse({ address: "acme", token: copied }).token).toBe(token);
    expect(settingsSchema.safeParse({ address: "acme", token: " \n" }).success).toBe(false);
  });

  it.each([
    [token, "2030-03-17T17:46:40.000Z"],
    [toToken({ exp: undefined }), null],
    [toToken({ exp: 1e300 }), null],
    ["not-a-jwt", null],
    ["a.%%%.c", null],
  ])("%s ends at %s", (text, endsAt) => {
    expect(readTokenClaims(text).endsAt).toBe(endsAt);
  });
});
