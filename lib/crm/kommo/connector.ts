import { readGrant } from "../read-grant";
import type { CrmConnector, CrmSettings } from "../types";
import { ACCOUNT_DOMAINS } from "./account-host";
import { createKommoClient } from "./client";
import { consent, tokens } from "./consent";
import { readError } from "./read-error";
import { createKommoSession } from "./session";
import { settingsSchema } from "./settings";
import { texts } from "./texts";
import { readTokenClaims } from "./token-claims";

/** Kommo, and amoCRM, which is the same service in Russia: one API at two addresses. */
export const kommo: CrmConnector = {
  provider: "kommo",
  label: "Kommo / amoCRM",
  texts,
  settingsSchema,
  // The CRM takes 7 calls a second; whoever goes on above that is blocked. One at a time, so that no second has more.
  limits: { requestsPerSecond: 5, burst: 1 },
  hosts: ACCOUNT_DOMAINS.map((domain) => `*.${domain}`),
  readError,
  tokens,
  consent,
  connect(settings, http, directory) {
    const { origin, token } = toAccess(settings);
    const client = createKommoClient({ origin, token }, http);
    const credentialsEndAt = token === null ? null : readTokenClaims(token).endsAt;
    return createKommoSession({ client, origin, credentialsEndAt, directory });
  },
};

/** What the account is spoken to with. The token of a grant is put in by whoever sends the requests, as it changes. */
function toAccess(settings: CrmSettings): { origin: string; token: string | null } {
  const grant = readGrant(settings);
  if (grant?.origin) return { origin: grant.origin, token: null };
  const { address, token } = settingsSchema.parse(settings);
  return { origin: `https://${address}`, token };
}
