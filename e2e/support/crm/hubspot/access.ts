import { refuse } from "./answers";

const CLIENT = { id: "leadbox-client", secret: "leadbox-client-secret" };
export const CONSENT_CODE = "eu1-code-0001";

/** The scope of every kind of call; tasks and notes come with the contacts. */
const SCOPES: readonly [RegExp, string][] = [
  [/^\/crm\/objects\/[^/]+\/deals/, "crm.objects.deals"],
  [/^\/crm\/objects\//, "crm.objects.contacts"],
  [/^\/crm\/owners\//, "crm.objects.owners"],
  [/^\/crm\/properties\/[^/]+\/contacts/, "crm.schemas.contacts"],
  [/^\/crm\/properties\/[^/]+\/deals/, "crm.schemas.deals"],
  [/^\/crm\/pipelines\//, "crm.objects.deals"],
];

/** Who may call what: one key of the account, and access that was given by consent. */
export function createAccess({ key, scopes }: { key: string; scopes: readonly string[] | null }) {
  const accessTokens = new Set<string>();
  const refreshTokens = new Set<string>();
  let issued = 0;

  return {
    check(request: Request, { isWrite }: { isWrite: boolean }) {
      const token = request.headers.get("authorization")?.replace(/^Bearer /, "") ?? "";
      if (token !== key && !accessTokens.has(token)) {
        refuse(401, "Authentication credentials not found.", { category: "INVALID_AUTHENTICATION" });
      }
      const { pathname } = new URL(request.url);
      const group = SCOPES.find(([path]) => path.test(pathname))?.[1];
      const scope = group && `${group}.${isWrite ? "write" : "read"}`;
      if (!scope || scopes === null || scopes.includes(scope)) return;
      refuse(403, "This app hasn't been granted all required scopes to make this call.", {
        category: "MISSING_SCOPES",
        errors: [
          {
            message: "One or more of the following scopes are required.",
            context: { requiredGranularScopes: [scope] },
          },
        ],
      });
    },

    /** Tokens for a code, or new ones for a refresh token; only for the app that is registered. */
    giveTokens(form: URLSearchParams) {
      const refreshToken = form.get("refresh_token") ?? "";
      if (form.get("client_id") !== CLIENT.id || form.get("client_secret") !== CLIENT.secret) {
        refuse(400, "missing or unknown client id", { status: "BAD_CLIENT_ID" });
      }
      if (form.get("grant_type") === "refresh_token") {
        if (!refreshTokens.has(refreshToken)) {
          refuse(400, "missing or invalid refresh token", { status: "BAD_REFRESH_TOKEN" });
        }
      } else if (form.get("code") !== CONSENT_CODE) {
        refuse(400, "missing or unknown auth code", { status: "BAD_AUTH_CODE" });
      }
      issued += 1;
      const access_token = `CJ-access-${issued}`;
      const refresh_token = refreshToken || `eu1-refresh-${issued}`;
      accessTokens.add(access_token);
      refreshTokens.add(refresh_token);
      return { access_token, refresh_token, expires_in: 1800, token_type: "bearer", hub_id: 4455667, user_id: 911 };
    },

    /** Half an hour goes by. */
    endAccess() {
      accessTokens.clear();
    },

    /** The app is uninstalled in HubSpot. */
    uninstall() {
      accessTokens.clear();
      refreshTokens.clear();
    },
  };
}
