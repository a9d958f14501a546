const TOKEN_SECONDS = 3600;
const MINTS_MAX = 10;
const MINT_WINDOW_MS = 10 * 60 * 1000;

export type FakeClient = { clientId: string; clientSecret: string; refreshToken: string; code: string };

/** Zoho's accounts server for one client: every answer is 200, refusals too. */
export function createOAuth(client: FakeClient, apiDomain: () => string) {
  const ends = new Map<string, number>();
  let mints: number[] = [];
  let isRevoked = false;
  let isCodeUsed = false;
  let made = 0;

  function mint() {
    made += 1;
    const token = `1000.access${made}.${client.refreshToken.slice(-6)}`;
    ends.set(token, Date.now() + TOKEN_SECONDS * 1000);
    return token;
  }

  return {
    /** A token as if the connection had one already. */
    firstToken: mint(),
    isGood: (token: string) => (ends.get(token) ?? 0) > Date.now(),
    endTokens: () => ends.clear(),
    mints: () => mints.length,
    revoke() {
      isRevoked = true;
      ends.clear();
    },
    async handle(request: Request): Promise<Response> {
      const form = new URLSearchParams(await request.text());
      if (form.get("client_id") !== client.clientId) return Response.json({ error: "invalid_client" });
      if (form.get("client_secret") !== client.clientSecret) return Response.json({ error: "invalid_client_secret" });
      const isCode = form.get("grant_type") === "authorization_code";
      const given = isCode ? form.get("code") : form.get("refresh_token");
      const isKnown = given === (isCode ? client.code : client.refreshToken);
      if (isRevoked || !isKnown || (isCode && isCodeUsed)) return Response.json({ error: "invalid_code" });
      mints = mints.filter((time) => time > Date.now() - MINT_WINDOW_MS);
      if (mints.length >= MINTS_MAX) {
        const error_description = "You have made too many requests continuously. Please try again after some time.";
        return Response.json({ error: "Access Denied", error_description, status: "failure" });
      }
      mints.push(Date.now());
      if (isCode) isCodeUsed = true;
      return Response.json({
        access_token: mint(),
        ...(isCode && { refresh_token: client.refreshToken }),
        api_domain: apiDomain(),
        token_type: "Bearer",
        expires_in: TOKEN_SECONDS,
      });
    },
  };
}
