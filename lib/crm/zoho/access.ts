import { CrmError } from "../error";
import type { CrmConsent, CrmGrant, CrmHttp, CrmTokens } from "../types";
import { type ApiToken, tokenAnswer } from "./api-types";
import { SCOPES } from "./constants";
import {
  DATA_CENTRE_NAMES,
  type DataCentre,
  findByAccountsOrigin,
  findByApiOrigin,
  toAccountsOrigin,
  toApiOrigin,
} from "./data-centres";
import { dataCentreSchema, settingsSchema } from "./settings";

/** Access tokens end after an hour. */
export const tokens: CrmTokens = {
  isOnlyWay: true,
  authorize: (request, accessToken) => ({
    ...request,
    headers: { ...request.headers, authorization: `Zoho-oauthtoken ${accessToken}` },
  }),
  async renew({ settings, grant, app }, http) {
    // A connection by consent has no client of the customer's own.
    const own = settingsSchema.safeParse(settings).data ?? null;
    if (grant?.refreshToken) {
      const client = own ?? app;
      const dataCentre = findByApiOrigin(grant.origin ?? "");
      if (!client || !dataCentre) throw refuse("LeadBox is no app of this Zoho account: connect it again");
      const { refreshToken } = grant;
      const form = { grant_type: "refresh_token", refresh_token: refreshToken, ...toClientForm(client) };
      return toGrant(await askForToken({ dataCentre, http }, form), { dataCentre, refreshToken });
    }
    if (!own) throw refuse("There is nothing to ask Zoho for access with: connect it again");
    const form = { grant_type: "authorization_code", code: own.code, ...toClientForm(own) };
    return toLastingGrant(await askForToken({ dataCentre: own.dataCentre, http }, form), own.dataCentre);
  },
};

/** The first access, with which the means to renew it has to come. */
function toLastingGrant(token: ApiToken, dataCentre: DataCentre): CrmGrant {
  if (!token.refresh_token) throw refuse("Zoho gave no refresh token: connect it again");
  return toGrant(token, { dataCentre, refreshToken: token.refresh_token });
}

/** The customer's data centre is asked for before; the redirect says it anew, and wins. */
export const consent: CrmConsent = {
  asksFor: ["dataCentre"],
  toAuthorizeUrl({ app, state, settings }) {
    const { dataCentre } = dataCentreSchema.parse(settings);
    const query = new URLSearchParams({
      response_type: "code",
      client_id: app.clientId,
      redirect_uri: app.redirectUri,
      scope: SCOPES.join(","),
      // Without it there is no refresh token.
      access_type: "offline",
      prompt: "consent",
      state,
    });
    return `${toAccountsOrigin(dataCentre)}/oauth/v2/auth?${query}`;
  },
  async exchange({ app, query, settings }, http) {
    const dataCentre = findDataCentre(query) ?? dataCentreSchema.parse(settings).dataCentre;
    const token = await askForToken(
      { dataCentre, http },
      {
        grant_type: "authorization_code",
        code: query.code ?? "",
        redirect_uri: app.redirectUri,
        ...toClientForm(app),
      },
    );
    return toLastingGrant(token, dataCentre);
  },
};

/** What the redirect says of the data centre; null when it says nothing. The code goes to no other host than Zoho's. */
function findDataCentre(query: Readonly<Record<string, string>>): DataCentre | null {
  const accountsServer = query["accounts-server"];
  if (accountsServer) {
    const dataCentre = findByAccountsOrigin(accountsServer);
    if (!dataCentre) throw refuse("The answer of the consent page names a server that is none of Zoho's");
    return dataCentre;
  }
  return DATA_CENTRE_NAMES.find((name) => name === query.location) ?? null;
}

function askForToken({ dataCentre, http }: { dataCentre: DataCentre; http: CrmHttp }, form: Record<string, string>) {
  return http.request({
    method: "POST",
    url: `${toAccountsOrigin(dataCentre)}/oauth/v2/token`,
    label: "/oauth/v2/token",
    form,
    answer: tokenAnswer,
  });
}

function toClientForm({ clientId, clientSecret }: { clientId: string; clientSecret: string }) {
  return { client_id: clientId, client_secret: clientSecret };
}

/** Tokens are sent to the address that comes with them, and only to one of Zoho's. */
function toGrant(
  token: ApiToken,
  { dataCentre, refreshToken }: { dataCentre: DataCentre; refreshToken: string },
): CrmGrant {
  const origin = token.api_domain ?? toApiOrigin(dataCentre);
  if (!findByApiOrigin(origin)) throw refuse("Zoho named an address of its API that is not known");
  return {
    accessToken: token.access_token,
    refreshToken,
    expiresAt: token.expires_in ? new Date(Date.now() + token.expires_in * 1000).toISOString() : null,
    origin: new URL(origin).origin,
  };
}

function refuse(message: string) {
  return new CrmError({ kind: "hold", code: "status", provider: "zoho", message });
}
