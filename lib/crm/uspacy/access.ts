import { CrmError } from "../error";
import type { CrmGrant, CrmHttp, CrmTokens } from "../types";
import { withBearer } from "../with-bearer";
import { type ApiAccess, accessAnswer } from "./api-types";
import { API_VERSION } from "./constants";
import { settingsSchema } from "./settings";

/** A user's sign-in: a token for about a day, and one to renew it with. */
export const tokens: CrmTokens = {
  isOnlyWay: true,
  authorize: withBearer,
  async renew({ settings, grant }, http) {
    const { portal, email, password } = settingsSchema.parse(settings);
    const origin = `https://${portal}`;
    const refreshed = grant?.refreshToken ? await refresh({ origin, refreshToken: grant.refreshToken }, http) : null;
    return toGrant(refreshed ?? (await signIn({ origin, email, password }, http)), origin);
  },
};

/** Null where the refresh token is not taken any more: then the password is. */
async function refresh({ origin, refreshToken }: { origin: string; refreshToken: string }, http: CrmHttp) {
  try {
    return await http.request({
      method: "POST",
      url: `${origin}/auth/${API_VERSION}/auth/refresh_token/`,
      label: "/auth/refresh_token",
      headers: { authorization: `Bearer ${refreshToken}` },
      answer: accessAnswer,
    });
  } catch (error) {
    if (error instanceof CrmError && (error.kind === "hold" || error.kind === "reject")) return null;
    throw error;
  }
}

function signIn({ origin, email, password }: { origin: string; email: string; password: string }, http: CrmHttp) {
  return http.request({
    method: "POST",
    url: `${origin}/auth/${API_VERSION}/auth/sign_in/`,
    label: "/auth/sign_in",
    json: { email, password },
    answer: accessAnswer,
  });
}

function toGrant({ jwt, refreshToken, ...life }: ApiAccess, origin: string): CrmGrant {
  const seconds = life.expireInSeconds ?? life.expiresInSeconds;
  const expiresAt = seconds ? new Date(Date.now() + seconds * 1000).toISOString() : null;
  return { accessToken: jwt, refreshToken, expiresAt, origin };
}
