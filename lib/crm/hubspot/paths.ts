/** Versions of HubSpot's API whose bodies are the same in all that is used here. */
export type HubspotVersion = "v3" | "2026-03" | "2026-09";

/** The version that is spoken. Each dated one is supported for eighteen months. */
export const API_VERSION: HubspotVersion = "2026-09";

export const API_ORIGIN = "https://api.hubapi.com";

/** What a path leads to: a kind of thing, and what stands behind it. */
export type HubspotPlace =
  | { of: "objects"; rest: string }
  | { of: "associations"; from: string; id: string; to: string }
  | { of: "owners" }
  | { of: "pipelines" | "properties"; rest: string }
  | { of: "account" }
  | { of: "token" };

/**
 * The path of a place. Dated versions put the version behind the name of the API, older ones before it, and associations
 * had a version of their own.
 *
 * @example buildPath({ of: "objects", rest: "contacts/151" }) // => "/crm/objects/2026-09/contacts/151"
 */
export function buildPath(place: HubspotPlace, version: HubspotVersion = API_VERSION): string {
  const isDated = version !== "v3";
  const crm = (api: string, own: string = version) => (isDated ? `/crm/${api}/${version}` : `/crm/${own}/${api}`);
  switch (place.of) {
    case "objects":
    case "pipelines":
    case "properties":
      return `${crm(place.of)}/${place.rest}`;
    case "associations":
      return `${crm("objects", "v4")}/${place.from}/${encodeURIComponent(place.id)}/associations/${place.to}`;
    case "owners":
      return crm("owners");
    case "account":
      return `/account-info/${version}/details`;
    case "token":
      return `/oauth/${version}/token`;
  }
}

/** Says what a private app's token may do. It has no dated version. */
export const TOKEN_INFO_PATH = "/oauth/v2/private-apps/get/access-token-info";
