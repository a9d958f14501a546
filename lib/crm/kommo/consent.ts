import { CrmError } from "../error";
import type { CrmApp, CrmConsent, CrmGrant, CrmHttp, CrmTokens } from "../types";
import { withBearer } from "../with-bearer";
import { toAccountHost } from "./account-host";
import { type ApiToken, tokenAnswer } from "./api-types";

/** Where customers let an app in. Apps that are registered at amoCRM would be let in at https://www.amocrm.ru. */
const CONSENT_URL = "https://www.kommo.com/oauth";
/** [K] not confirmed: that the answer comes back in the same window in this mode; `post_message` is for windows opened by a page. */
const CONSENT_MODE = "popup";
const TOKEN_PATH = "/oauth2/access_token";

/** Access of a day, renewed by a refresh token that is good for one use and three months. */
export const tokens: CrmTokens = {
  isOnlyWay: false,
  authorize: withBearer,
  async renew({ grant, app }, http) {
    if (!grant?.refreshToken || !grant.origin || !app) throw refuse("There is nothing to renew the access with");
    const host = toAccountHost(grant.origin);
    if (!host) throw refuse("The access is of no account of Kommo");
    const form = { grant_type: "refresh_token", refresh_token: grant.refreshToken };
    return toGrant(await requestToken({ host, app, form }, http), host);
  },
};

export const consent: CrmConsent = {
  asksFor: [],
  toAuthorizeUrl({ app, state }) {
    const url = new URL(CONSENT_URL);
    url.search = new URLSearchParams({ client_id: app.clientId, state, mode: CONSENT_MODE }).toString();
    return url.href;
  },
  async exchange({ app, query }, http) {
    if (!query.code) throw refuse(query.error ?? "Kommo gave no code");
    // `referer` is the account's host. It came through a browser: the app's secret goes to nobody else's.
    const host = toAccountHost(query.referer ?? "");
    if (!host || !query.referer?.includes(".")) throw refuse("Kommo did not say whose account it is");
    const form = { grant_type: "authorization_code", code: query.code };
    return toGrant(await requestToken({ host, app, form }, http), host);
  },
};

/** `redirect_uri` is compared with the registered one at both grants. */
function requestToken(
  { host, app, form }: { host: string; app: CrmApp; form: Record<string, string> },
  http: CrmHttp,
): Promise<ApiToken> {
  const { clientId, clientSecret, redirectUri } = app;
  return http.request({
    method: "POST",
    url: `https://${host}${TOKEN_PATH}`,
    label: TOKEN_PATH,
    json: { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, ...form },
    answer: tokenAnswer,
  });
}

function toGrant({ access_token, refresh_token, expires_in }: ApiToken, host: string): CrmGrant {
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: new Date(Date.now() + expires_in * 1000).toISOString(),
    origin: `https://${host}`,
  };
}

function refuse(message: string) {
  return new CrmError({ kind: "hold", code: "status", provider: "kommo", message });
}
