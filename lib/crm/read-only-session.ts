import type { CrmHttp, CrmSession } from "./types";

/** A write that somebody asked for where nothing may be written: a mistake of the product, never of the CRM. */
export class ReadOnlyError extends Error {
  override readonly name = "ReadOnlyError";
}

/** The session without its writes: each of them throws, and nothing is sent. */
export function toReadOnlySession(session: CrmSession): CrmSession {
  return {
    ...session,
    createContact: () => refuse("createContact"),
    updateContact: () => refuse("updateContact"),
    createDeal: () => refuse("createDeal"),
    updateDeal: () => refuse("updateDeal"),
    createTask: () => refuse("createTask"),
  };
}

/** The same below the session: a request that changes data is not sent, whichever method asked for it. */
export function toReadOnlyHttp(http: CrmHttp): CrmHttp {
  return { request: (request) => (request.isWrite ? refuse(request.label) : http.request(request)) };
}

async function refuse(what: string): Promise<never> {
  throw new ReadOnlyError(`Nothing may be written here: ${what}`);
}
