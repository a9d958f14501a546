import type { z } from "zod";
import type { CrmHttpRequest } from "./types";

/** The request with a token in the header where most CRMs look for it (RFC 6750). */
export function withBearer<T extends z.ZodType>(request: CrmHttpRequest<T>, accessToken: string): CrmHttpRequest<T> {
  return { ...request, headers: { ...request.headers, authorization: `Bearer ${accessToken}` } };
}
