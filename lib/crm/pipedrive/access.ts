import { CrmError } from "../error";
import { readGrant } from "../read-grant";
import type { CrmApp, CrmConsent, CrmGrant, CrmHttp, CrmSettings, CrmTokens } from "../types";
import { withBearer } from "../with-bearer";
import { tokenAnswer } from "./api-types";
import { TOKEN_ORIGIN } from "./client";
import { settingsSchema } from "./settings";

const OAUTH_ORIGIN = "https://oauth.pipedrive.com";
const ACCOUNT_HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.pipedrive\.com$/;

/** Where a connection is spoken to; the token is null where a grant brings it. */
export function readAccess(settings: CrmSettings): { origin: string; token: string | null } {
  const grant = readGrant(settings);
  if (!grant) return { origin: TOKEN_ORIGIN, token: settingsSchema.parse(settings).token };
  return { origin: grant.origin ? toAccountOrigin(grant.origin) : TOKEN_ORIGIN, token: null };
}

/** Access by consent lasts an hour; the refresh token ends after 60 days in which it was not used. */
export const tokens: CrmTokens = {
  isOnlyWay: false,
  authorize: withBearer,
  async renew({ grant, app }, http) {
    if (!app || !grant?.refreshToken) throw refuse("There is nothing to renew the access with; connect again");
    return askForTokens({ grant_type: "refresh_token", refresh_token: grant.refreshToken }, { app, http });
  },
};

export const consent: CrmConsent = {
  asksFor: ["dailyTokens"],
  toAuthorizeUrl({ app, state }) {
    const query = new URLSearchParams({ client_id: app.clientId, redirect_uri: app.redirectUri, state });
    return `${OAUTH_ORIGIN}/oauth/authorize?${query}`;
  },
  async exchange({ app, query }, http) {
    if (!query.code) throw refuse(query.error ?? "The consent page gave no code");
    const form = { grant_type: "authorization_code", code: query.code, redirect_uri: app.redirectUri };
    return askForTokens(form, { app, http });
  },
};

async function askForTokens(
  form: Record<string, string>,
  { app, http }: { app: CrmApp; http: CrmHttp },
): Promise<CrmGrant> {
  const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString("base64");
  const answer = await http.request({
    method: "POST",
    url: `${OAUTH_ORIGIN}/oauth/token`,
    label: "/oauth/token",
    headers: { authorization: `Basic ${basic}` },
    form,
    answer: tokenAnswer,
  });
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresAt: new Date(Date.now() + answer.expires_in * 1000).toISOString(),
    origin: toAccountOrigin(answer.api_domain),
  };
}

/** The origin of an account's API. It comes from outside and gets the access: only Pipedrive's own hosts over TLS will do. */
function toAccountOrigin(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "https:" || url.port !== "" || url.username !== "" || !ACCOUNT_HOST.test(url.hostname)) {
    throw new CrmError({
      kind: "reject",
      code: "address",
      provider: "pipedrive",
      message: "The address of the account's API is none of Pipedrive's",
    });
  }
  return url.origin;
}

function refuse(message: string) {
  return new CrmError({ kind: "hold", code: "status", provider: "pipedrive", message });
}
