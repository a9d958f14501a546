import { describe, expect, it, vi } from "vitest";
import { CRM_CONNECTORS, getConnector } from "@/lib/crm/registry";
import { LOCALES } from "@/lib/i18n/locales";
import { describeConnectionForm, listConnectionForms } from "./connection-form";

describe("the connection forms", () => {
  for (const locale of LOCALES) {
    it(`say everything in ${locale}`, () => {
      for (const { provider, label, text, steps, fields } of listConnectionForms(locale)) {
        const said = getConnector(provider).texts[locale].settings;
        const names = Object.keys(getConnector(provider).settingsSchema.shape);
        expect(Object.keys(said).toSorted(), provider).toEqual(names.toSorted());
        expect([label, text, ...fields.map((field) => field.label)].every((words) => words.trim() !== "")).toBe(true);
        if (provider !== "trial") expect(steps.length, provider).toBeGreaterThan(0);
        for (const { name, options } of fields) {
          if (!options) continue;
          expect(Object.keys(said[name]?.options ?? {}).toSorted(), `${provider} ${name}`).toEqual(
            options.map(({ id }) => id).toSorted(),
          );
        }
      }
    });
  }

  it("tell secrets, what is needed and what may be chosen", () => {
    const fields = new Map(describeConnectionForm("zoho", "uk").fields.map((field) => [field.name, field]));
    expect(fields.get("dataCentre")).toMatchObject({ isSecret: false, isRequired: true });
    expect(fields.get("dataCentre")?.options?.map(({ id }) => id)).toContain("eu");
    expect(fields.get("clientSecret")).toMatchObject({ isSecret: true, isRequired: true, options: null });
    const page = describeConnectionForm("keycrm", "en").fields.find(({ name }) => name === "dealPage");
    expect(page).toMatchObject({ isSecret: false, isRequired: false });
  });

  it("have a secret each, so that nothing is sent without one", () => {
    for (const { provider } of Object.values(CRM_CONNECTORS)) {
      expect(
        describeConnectionForm(provider, "en").fields.some(({ isSecret }) => isSecret),
        provider,
      ).toBe(true);
    }
  });

  it("lead to the vendor's page where the product is an app there, and nowhere else", async () => {
    expect(listConnectionForms("uk").every(({ consent }) => consent === null)).toBe(true);
    vi.stubEnv("BITRIX24_CLIENT_ID", "id");
    vi.stubEnv("BITRIX24_CLIENT_SECRET", "secret");
    // The environment is read once; what was loaded before has read another.
    vi.resetModules();
    const { listConnectionForms: listAnew } = await import("./connection-form");
    const open = listAnew("uk").filter(({ consent }) => consent !== null);
    expect(open.map(({ provider, consent }) => [provider, consent?.asksFor])).toEqual([["bitrix24", ["address"]]]);
    vi.unstubAllEnvs();
  });
});
