import { CrmError } from "../error";
import type { CrmApp, CrmConsent, CrmGrant, CrmHttp, CrmTokens } from "../types";
import { type ApiToken, tokenAnswer } from "./api-types";
import { readPortal } from "./settings";

/** The vendor's server of tokens, the same for the portals of all countries and for those that customers run themselves. */
const TOKEN_URL = "https://oauth.bitrix.info/oauth/token/";

export const tokens: CrmTokens = {
  isOnlyWay: false,
  authorize: (request, accessToken) => ({ ...request, json: { ...toParams(request.json), auth: accessToken } }),
  async renew({ grant, app }, http) {
    if (!app || !grant?.refreshToken) {
      throw new CrmError({
        kind: "hold",
        code: "status",
        provider: "bitrix24",
        message: "The access has ended and cannot be renewed",
      });
    }
    return trade({ grant_type: "refresh_token", refresh_token: grant.refreshToken }, { app, http });
  },
};

export const consent: CrmConsent = {
  asksFor: ["address"],
  toAuthorizeUrl({ app, state, settings }) {
    const url = new URL("/oauth/authorize/", readPortal(settings));
    url.searchParams.set("client_id", app.clientId);
    url.searchParams.set("state", state);
    return url.href;
  },
  // The hosts that the redirect names are not used: where the portal is, the server of tokens says.
  exchange: ({ app, query }, http) => trade({ grant_type: "authorization_code", code: query.code }, { app, http }),
};

/** Refresh tokens are good for 180 days, and each is used once: the answer brings the next. */
async function trade(
  query: Record<string, string | undefined>,
  { app, http }: { app: CrmApp; http: CrmHttp },
): Promise<CrmGrant> {
  const token = await http.request({
    method: "GET",
    url: TOKEN_URL,
    label: "/oauth/token/",
    query: { ...query, client_id: app.clientId, client_secret: app.clientSecret },
    answer: tokenAnswer,
  });
  return toGrant(token, new Date());
}

/** `now` is our clock: the vendor's may differ, and the seconds that are left do not. */
export function toGrant({ access_token, refresh_token, expires_in, client_endpoint }: ApiToken, now: Date): CrmGrant {
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: expires_in === undefined ? null : new Date(now.getTime() + expires_in * 1000).toISOString(),
    origin: new URL(client_endpoint).origin,
  };
}

function toParams(json: unknown): object {
  return typeof json === "object" && json !== null ? json : {};
}
