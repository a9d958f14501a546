import { describe, expect, it } from "vitest";
import { loadOpenApi } from "../testing/openapi";
import { API_ORIGIN, API_VERSION, buildPath, type HubspotPlace, type HubspotVersion } from "./paths";

type Case = { place: HubspotPlace; method: string; paths: Record<HubspotVersion, string> };

const CASES: Case[] = [
  {
    place: { of: "objects", rest: "contacts" },
    method: "POST",
    paths: toPaths("/crm/v3/objects/contacts", (version) => `/crm/objects/${version}/contacts`),
  },
  {
    place: { of: "objects", rest: "deals/9001" },
    method: "GET",
    paths: toPaths("/crm/v3/objects/deals/9001", (version) => `/crm/objects/${version}/deals/9001`),
  },
  {
    place: { of: "associations", from: "contacts", id: "151", to: "deals" },
    method: "GET",
    paths: toPaths(
      "/crm/v4/objects/contacts/151/associations/deals",
      (version) => `/crm/objects/${version}/contacts/151/associations/deals`,
    ),
  },
  {
    place: { of: "owners" },
    method: "GET",
    paths: toPaths("/crm/v3/owners", (version) => `/crm/owners/${version}`),
  },
  {
    place: { of: "pipelines", rest: "deals" },
    method: "GET",
    paths: toPaths("/crm/v3/pipelines/deals", (version) => `/crm/pipelines/${version}/deals`),
  },
  {
    place: { of: "properties", rest: "contacts" },
    method: "GET",
    paths: toPaths("/crm/v3/properties/contacts", (version) => `/crm/properties/${version}/contacts`),
  },
  {
    place: { of: "account" },
    method: "GET",
    paths: toPaths("/account-info/v3/details", (version) => `/account-info/${version}/details`),
  },
  {
    place: { of: "token" },
    method: "POST",
    paths: toPaths("/oauth/v3/token", (version) => `/oauth/${version}/token`),
  },
];

function toPaths(v3: string, dated: (version: string) => string): Record<HubspotVersion, string> {
  return { v3, "2026-03": dated("2026-03"), "2026-09": dated("2026-09") };
}

describe.each(["v3", "2026-03", "2026-09"] as const)("paths of version %s", (version) => {
  it.each(CASES)("$place.of: $method", ({ place, paths }) => {
    expect(buildPath(place, version)).toBe(paths[version]);
  });

  it("are operations of the document of that version", async ({ skip }) => {
    const check = await loadOpenApi(`hubspot/hubspot.${version}.openapi.json`, { apiRoot: "" });
    if (!check) return skip("The document is not at hand");
    for (const { place, method } of CASES) {
      const request = new Request(`${API_ORIGIN}${buildPath(place, version)}`, { method });
      // Bodies are the contract's matter.
      const problems = (await check(request)).filter((problem) => problem.includes("is no operation"));
      expect(problems).toEqual([]);
    }
  });
});

it("the version that is spoken is a dated one", () => {
  expect(buildPath({ of: "owners" })).toBe(buildPath({ of: "owners" }, API_VERSION));
  expect(API_VERSION).toBe("2026-09");
});

it("ids are kept apart from the path", () => {
  expect(buildPath({ of: "associations", from: "contacts", id: "1/2?x", to: "deals" })).toBe(
    "/crm/objects/2026-09/contacts/1%2F2%3Fx/associations/deals",
  );
});
