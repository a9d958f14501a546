import { CrmError } from "../error";
import type { CrmAccount, CrmDirectory, CrmNotice } from "../types";
import type { HubspotClient } from "./client";
import { toAccount, toDirectory } from "./mapper";
import { OWNERS_SCOPE, SCOPES } from "./scopes";

/** The account itself: who it is, and what it offers to choose from. `token` is null where access comes from a consent. */
export function createAccountCalls({ client, token }: { client: HubspotClient; token: string | null }) {
  return {
    async verify(): Promise<CrmAccount> {
      const account = await client.getAccount();
      return toAccount(account, toNotices(await listMissingScopes()));
    },

    async readDirectory(): Promise<CrmDirectory> {
      const [owners, pipelines, contactProperties, dealProperties] = await Promise.all([
        client.listOwners().catch((error: unknown) => (isForbidden(error) ? [] : raise(error))),
        client.listPipelines(),
        client.listProperties("contacts"),
        client.listProperties("deals"),
      ]);
      return toDirectory({ owners, pipelines, contactProperties, dealProperties });
    },
  };

  /** Those of a consent were agreed to as a whole. */
  async function listMissingScopes(): Promise<string[]> {
    if (token === null) return [];
    try {
      const { scopes } = await client.getTokenInfo(token);
      return SCOPES.filter((scope) => !scopes.includes(scope));
    } catch (error) {
      // [K] not confirmed: whether HubSpot says this of service keys, so that its answer alone decides nothing.
      if (!(error instanceof CrmError) || error.isBusy) throw error;
      return probeScopes();
    }
  }

  /** What a key may read shows by reading. */
  async function probeScopes(): Promise<string[]> {
    const probes = [
      [OWNERS_SCOPE, client.listOwners()],
      ["crm.objects.deals.read", client.listPipelines()],
      ["crm.schemas.contacts.read", client.listProperties("contacts")],
    ] as const;
    const missing = await Promise.all(
      probes.map(([scope, probe]) =>
        probe.then(
          () => [],
          (error: unknown) => (isForbidden(error) ? [scope] : raise(error)),
        ),
      ),
    );
    return missing.flat();
  }
}

function toNotices(missing: readonly string[]): CrmNotice[] {
  const others = missing.filter((scope) => scope !== OWNERS_SCOPE);
  return [
    ...(others.length > 0 ? [{ code: "missing_scopes" as const, detail: others.join(", ") }] : []),
    ...(missing.includes(OWNERS_SCOPE) ? [{ code: "users_hidden" as const, detail: OWNERS_SCOPE }] : []),
  ];
}

function isForbidden(error: unknown) {
  return error instanceof CrmError && error.status === 403;
}

function raise(error: unknown): never {
  throw error;
}
