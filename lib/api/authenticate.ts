import "server-only";
import type { ApiLimits } from "./limits";
import { ApiProblem, retryLater } from "./problem";
import { type ApiCaller, findApiCaller, hashApiToken, isApiToken } from "./tokens";

const REMEMBERED_MAX = 10_000;

/**
 * Makes the check of who calls. An address that was wrong too often has to wait; tokens that worked before are not held up
 * by others behind the same address.
 */
export function createAuthenticate({ perToken, wrongTokens }: ApiLimits) {
  /** Hashes of tokens that worked, the one unused for longest first. Whether they still do is asked each time. */
  const worked = new Set<string>();

  return async ({ authorization, address }: { authorization: string | null; address: string }): Promise<ApiCaller> => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? "";
    const key = isApiToken(token) ? hashApiToken(token).toString("base64") : null;
    const wrong = wrongTokens.peek(address);
    if (!wrong.ok && (key === null || !worked.has(key))) throw retryLater("too_many_requests", wrong.retryAfterSeconds);

    const caller = key === null ? null : await findApiCaller(token);
    if (!caller || key === null) {
      wrongTokens.take(address);
      if (key !== null) worked.delete(key);
      throw new ApiProblem("unauthorized", { headers: { "www-authenticate": 'Bearer realm="LeadBox"' } });
    }
    worked.delete(key);
    worked.add(key);
    const [oldest] = worked;
    if (worked.size > REMEMBERED_MAX && oldest) worked.delete(oldest);

    const allowed = perToken.take(caller.tokenId);
    if (!allowed.ok) throw retryLater("too_many_requests", allowed.retryAfterSeconds);
    return caller;
  };
}
