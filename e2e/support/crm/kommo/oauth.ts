import { z } from "zod";
import { hal, refuse } from "./answers";

/** The app that may ask for access to the account, and the code that its consent page gave. */
export const FAKE_APP = {
  clientId: "0c5f6e1a-kommo",
  clientSecret: "secret-of-the-kommo-app",
  redirectUri: "https://leads.example/api/crm-consent/kommo/callback",
};
export const FAKE_CODE = "def50200-code";

const tokenBody = z.looseObject({
  client_id: z.literal(FAKE_APP.clientId),
  client_secret: z.literal(FAKE_APP.clientSecret),
  redirect_uri: z.literal(FAKE_APP.redirectUri),
  grant_type: z.enum(["authorization_code", "refresh_token"]),
  code: z.string().optional(),
  refresh_token: z.string().optional(),
});

const DAY_SECONDS = 86_400;

/** Access by consent: a code is good once, and every renewal ends the refresh token that it was made with. */
export function createFakeOauth() {
  let isCodeGood = true;
  let count = 0;
  let refreshToken: string | null = null;
  const accessTokens = new Set<string>();

  return {
    isAccessToken: (token: string) => accessTokens.has(token),
    /** Ends all access tokens, as time does. */
    expire: () => accessTokens.clear(),
    async answer(request: Request): Promise<Response> {
      const asked = tokenBody.safeParse(await request.json().catch(() => null)).data;
      const isGood =
        asked?.grant_type === "refresh_token"
          ? refreshToken !== null && asked.refresh_token === refreshToken
          : isCodeGood && asked?.code === FAKE_CODE;
      if (!asked || !isGood) {
        // [K] not confirmed: the keys of this body.
        throw refuse(400, "Bad Request", "The request is missing a parameter", { hint: "Token has been revoked" });
      }
      if (asked.grant_type === "authorization_code") isCodeGood = false;
      count += 1;
      refreshToken = `refresh-${count}`;
      accessTokens.add(`access-${count}`);
      return hal({
        token_type: "Bearer",
        expires_in: DAY_SECONDS,
        server_time: Math.floor(Date.now() / 1000),
        access_token: `access-${count}`,
        refresh_token: refreshToken,
      });
    },
  };
}
