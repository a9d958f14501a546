import { describe, expect, it } from "vitest";
import { maskSettings } from "../settings";
import { settingsSchema, toAccess } from "./settings";

const WEBHOOK = "https://acme.bitrix24.ua/rest/1/k3v9x0q7w2m5t8zb/";

describe("the address of a webhook", () => {
  it.each([
    WEBHOOK,
    ` ${WEBHOOK} `,
    "acme.bitrix24.ua/rest/1/k3v9x0q7w2m5t8zb",
    `${WEBHOOK}profile.json`,
    `${WEBHOOK}crm.lead.add.json?fields[TITLE]=x`,
    "https://ACME.bitrix24.ua/rest/1/k3v9x0q7w2m5t8zb",
  ])("%s is taken", (address) => {
    expect(settingsSchema.parse({ address })).toEqual({ address: WEBHOOK });
  });

  it.each([
    "",
    "acme",
    "https://acme.bitrix24.ua/",
    "https://acme.bitrix24.ua/rest/",
    "http://acme.bitrix24.ua/rest/1/k3v9x0q7w2m5t8zb/",
    "https://acme.bitrix24.ua@evil.example/rest/1/k3v9x0q7w2m5t8zb/",
    "javascript://acme.bitrix24.ua/rest/1/k3v9x0q7w2m5t8zb/",
  ])("%s is not", (address) => {
    const { success, error } = settingsSchema.safeParse({ address });
    expect(success).toBe(false);
    expect(error?.issues[0]?.path).toEqual(["address"]);
  });

  it("before the consent page may be that of the portal alone", () => {
    expect(settingsSchema.shape.address.parse("crm.acme.example:8443")).toBe("https://crm.acme.example:8443/");
    expect(() => settingsSchema.shape.address.parse("http://acme.bitrix24.ua")).toThrow();
  });

  it("is never shown as a whole", () => {
    expect(maskSettings(settingsSchema, { address: WEBHOOK })).toEqual({ address: "•••8zb/" });
  });

  it("leads to the methods of the webhook, and a grant to those of the portal", () => {
    const portalUrl = "https://acme.bitrix24.ua";
    expect(toAccess({ address: WEBHOOK })).toEqual({ restUrl: WEBHOOK.replace(/\/$/, ""), portalUrl });
    const grant = { accessToken: "a", refreshToken: "r", expiresAt: null, origin: portalUrl };
    expect(toAccess({ grant })).toEqual({ restUrl: `${portalUrl}/rest`, portalUrl });
    const rest = { restUrl: `${portalUrl}/rest`, portalUrl };
    expect(toAccess({ address: WEBHOOK, grant: { ...grant, origin: null } })).toEqual(rest);
  });
});
