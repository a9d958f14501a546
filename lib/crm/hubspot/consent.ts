import type { CrmApp, CrmConsent, CrmGrant, CrmHttp, CrmTokens } from "../types";
import { withBearer } from "../with-bearer";
import { type ApiToken, tokenAnswer } from "./api-types";
import { API_ORIGIN, buildPath } from "./paths";
import { SCOPES } from "./scopes";

const AUTHORIZE_URL = "https://app.hubspot.com/oauth/authorize";

/** Access of connections that were made by consent: it lasts half an hour, and is renewed with a token that does not end. */
export const tokens: CrmTokens = {
  isOnlyWay: false,
  authorize: withBearer,
  async renew({ grant, app }, http) {
    const refreshToken = grant?.refreshToken ?? "";
    const token = await requestToken({ grant_type: "refresh_token", refresh_token: refreshToken }, { app, http });
    return toGrant(token, refreshToken);
  },
};

/** HubSpot's consent page; whoever is signed in chooses the account there. */
export const consent: CrmConsent = {
  asksFor: [],
  toAuthorizeUrl({ app, state }) {
    const url = new URL(AUTHORIZE_URL);
    url.searchParams.set("client_id", app.clientId);
    url.searchParams.set("redirect_uri", app.redirectUri);
    url.searchParams.set("scope", SCOPES.join(" "));
    url.searchParams.set("state", state);
    return url.href;
  },
  async exchange({ app, query }, http) {
    const form = { grant_type: "authorization_code", code: query.code ?? "", redirect_uri: app.redirectUri };
    return toGrant(await requestToken(form, { app, http }), null);
  },
};

function requestToken(form: Record<string, string>, { app, http }: { app: CrmApp | null; http: CrmHttp }) {
  return http.request({
    method: "POST",
    url: `${API_ORIGIN}${buildPath({ of: "token" })}`,
    label: "/oauth/token",
    form: { ...form, client_id: app?.clientId ?? "", client_secret: app?.clientSecret ?? "" },
    answer: tokenAnswer,
  });
}

/** A renewal may leave out the token to renew with: then the one that was used stays. */
function toGrant({ access_token, refresh_token, expires_in }: ApiToken, refreshToken: string | null): CrmGrant {
  return {
    accessToken: access_token,
    refreshToken: refresh_token ?? refreshToken,
    expiresAt: new Date(Date.now() + expires_in * 1000).toISOString(),
    origin: null,
  };
}
