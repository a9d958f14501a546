import { randomUUID } from "node:crypto";
import type { Account } from "./account";

/** LeadBox's app as Pipedrive's developer hub knows it, and the code that the consent page gave. */
export const FAKE_APP = {
  clientId: "c0ffee0011223344",
  clientSecret: "5ec2e7000000000000000000000000000000c0de",
  redirectUri: "https://leads.example/api/crm-consent/pipedrive/callback",
};
const SECONDS = 3599;

/** `oauth.pipedrive.com`: the consent page, and `/oauth/token`. An access token is good for an hour; renewing does not end the refresh token. */
export function createOauth(account: Account) {
  /** Where each code was sent. */
  const codes = new Map<string, string>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Set<string>();
  let apiDomain = `https://${account.me.company_domain}.pipedrive.com`;

  const refuse = (status: number, error: string, message: string) =>
    Response.json({ success: false, error, message, error_description: message }, { status });

  function issue(refreshToken: string) {
    const accessToken = `v1u:${randomUUID()}`;
    refreshTokens.add(refreshToken);
    accessTokens.add(accessToken);
    return Response.json({
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: SECONDS,
      refresh_token: refreshToken,
      scope: "base,deals:full,contacts:full,activities:full,users:read,search:read",
      api_domain: apiDomain,
    });
  }

  /** The customer agrees on the consent page. */
  function agree(redirectUri: string = FAKE_APP.redirectUri) {
    const code = randomUUID();
    codes.set(code, redirectUri);
    return code;
  }

  /** The consent page: the customer agrees, or does not. */
  function showPage({ searchParams }: URL) {
    const redirectUri = searchParams.get("redirect_uri") ?? "";
    const state = searchParams.get("state") ?? "";
    if (searchParams.get("client_id") !== FAKE_APP.clientId) return new Response("Unknown app", { status: 400 });
    const toLink = (answer: Record<string, string>) =>
      `${redirectUri}?${new URLSearchParams({ ...answer, state })}`.replaceAll("&", "&amp;");
    return new Response(
      `<!doctype html><h1>LeadBox</h1><a href="${toLink({ code: agree(redirectUri) })}">Allow and install</a>
        <a href="${toLink({ error: "user_denied" })}">Cancel</a>`,
      { headers: { "content-type": "text/html" } },
    );
  }

  return {
    accepts: (accessToken: string) => accessTokens.has(accessToken),
    agree,
    /** Access tokens end, as after an hour. */
    expire: () => accessTokens.clear(),
    /** The customer takes the app out of the account. */
    revoke() {
      accessTokens.clear();
      refreshTokens.clear();
    },
    claimApiDomain(domain: string) {
      apiDomain = domain;
    },
    async answer(request: Request) {
      if (request.method === "GET") return showPage(new URL(request.url));
      const basic = Buffer.from(`${FAKE_APP.clientId}:${FAKE_APP.clientSecret}`).toString("base64");
      if (request.headers.get("authorization") !== `Basic ${basic}`) {
        return refuse(401, "invalid_client", "Client authentication failed");
      }
      const form = new URLSearchParams(await request.text());
      if (form.get("grant_type") === "refresh_token") {
        const token = form.get("refresh_token") ?? "";
        return refreshTokens.has(token) ? issue(token) : refuse(400, "invalid_grant", "Invalid refresh token");
      }
      // A code is good once, and for the address that it was sent to.
      const sentTo = codes.get(form.get("code") ?? "");
      codes.delete(form.get("code") ?? "");
      const isRight = sentTo !== undefined && form.get("redirect_uri") === sentTo;
      return isRight ? issue(`1:1:${randomUUID()}`) : refuse(400, "invalid_grant", "Invalid authorization code");
    },
  };
}
