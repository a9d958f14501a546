import { describe, expect, it } from "vitest";
import { listSecrets, maskSettings, mergeSettings } from "./settings";
import { trialSettingsSchema } from "./trial/settings";

describe("settings of a connection", () => {
  const stored = { address: "https://crm.example", token: "tcrm_0123456789abcdef" };

  it("show of a secret its end, and of a short one nothing", () => {
    expect(maskSettings(trialSettingsSchema, stored)).toEqual({ address: "https://crm.example", token: "•••cdef" });
    expect(maskSettings(trialSettingsSchema, { token: "short" })).toEqual({ address: "", token: "•••" });
  });

  it("know their secrets", () => {
    expect(listSecrets(trialSettingsSchema, stored)).toEqual([stored.token]);
  });

  it("keep a secret that the form left blank, and take a new one", () => {
    const given = { address: "", token: "" };
    expect(mergeSettings(trialSettingsSchema, { stored, given })).toEqual({ address: "", token: stored.token });
    expect(mergeSettings(trialSettingsSchema, { stored, given: { address: "", token: "new" } })).toEqual({
      address: "",
      token: "new",
    });
  });
});
