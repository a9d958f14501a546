export const TOKEN_HOST = "oauth.bitrix.info";

/** The vendor's server of tokens with one app: codes are good once, and each refresh token too. */
export function createTokenServer(portalHost: string) {
  const codes = new Set<string>();
  const good = new Set<string>();
  const ended = new Set<string>();
  let refreshToken = "";
  let count = 0;

  function issue() {
    count += 1;
    const accessToken = `access-${count}-0f3a9c`;
    refreshToken = `refresh-${count}-7d1b2e`;
    good.add(accessToken);
    return Response.json({
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: 3600,
      scope: "crm,task,user",
      domain: portalHost,
      client_endpoint: `https://${portalHost}/rest/`,
      server_endpoint: `https://${TOKEN_HOST}/rest/`,
      member_id: "a1b2",
      status: "L",
    });
  }

  function endAccess() {
    for (const token of good) ended.add(token);
    good.clear();
  }

  return {
    issueCode() {
      const code = `code-${codes.size + 1}`;
      codes.add(code);
      return code;
    },
    endAccess,
    check(token: unknown): "good" | "ended" | "unknown" {
      if (typeof token !== "string") return "unknown";
      return good.has(token) ? "good" : ended.has(token) ? "ended" : "unknown";
    },
    handle({ pathname, searchParams }: URL): Response {
      const refuse = (error: string) =>
        Response.json({ error, error_description: `Refused: ${error}` }, { status: 400 });
      const read = (name: string) => searchParams.get(name) ?? "";
      if (pathname !== "/oauth/token/") return new Response(null, { status: 404 });
      if (read("client_id") !== APP.clientId || read("client_secret") !== APP.clientSecret)
        return refuse("invalid_client");
      if (read("grant_type") === "authorization_code" && codes.delete(read("code"))) return issue();
      if (read("grant_type") === "refresh_token" && refreshToken && read("refresh_token") === refreshToken) {
        endAccess();
        return issue();
      }
      return refuse("invalid_grant");
    },
  };
}

/** LeadBox as the vendor knows it. */
export const APP = {
  clientId: "local.64f0.app",
  clientSecret: "s3cr3t-of-the-app-64f0",
  redirectUri: "https://leads.example/api/crm-consent/bitrix24/callback",
};
