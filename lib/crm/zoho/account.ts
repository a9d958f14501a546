import { CrmError } from "../error";
import { once } from "../once";
import { orNull } from "../or-null";
import { refuseTooEarly } from "../refuse-too-early";
import type { CrmDirectory, CrmRecordRef } from "../types";
import type { ApiRecord, ApiRecordInput } from "./api-types";
import type { ZohoClient, ZohoModule } from "./client";
import { REQUEST_ID_FIELD, SEARCH_LAG_SECONDS } from "./constants";
import { createLookUp } from "./look-up";
import { readDirectory } from "./read-directory";
import { toRecordUrl } from "./record";

export type ZohoAccount = ReturnType<typeof openAccount>;

/** What contacts, deals and tasks of one session share. */
export function openAccount({
  client,
  crmOrigin,
  directory,
  usesCoql,
}: {
  client: ZohoClient;
  crmOrigin: string;
  directory: CrmDirectory | null;
  usesCoql?: boolean;
}) {
  const lookUp = createLookUp(client, { usesCoql });

  return {
    client,
    crmOrigin,
    lookUp,
    /** Read once where it is not known yet: field types and stages are needed for nearly all. */
    getDirectory: once(async () => directory ?? (await readDirectory(client))),
    toRef: (module: ZohoModule, id: string): CrmRecordRef => ({ id, url: toRecordUrl(crmOrigin, module, id) }),
    /** The record, or null: Zoho says 204 to an id that is gone, and 400 or 404 to one that never was. */
    async findRecord(module: ZohoModule, id: string): Promise<ApiRecord | null> {
      try {
        return await orNull(client.getRecord(module, id));
      } catch (error) {
        if (isRefusal(error)) return null;
        throw error;
      }
    },
    /** Says that it is too early where search alone was asked, and found nothing of what was sent a moment ago. */
    refuseUnseen(sentAt: Date | undefined): void {
      if (!lookUp.seesAtOnce()) refuseTooEarly({ provider: "zoho", sentAt, lagSeconds: SEARCH_LAG_SECONDS });
    },
    /** Makes one record for one request id where the account has a unique field for it. */
    write: (module: "Contacts" | "Deals", record: ApiRecordInput) =>
      REQUEST_ID_FIELD in record ? client.upsert(module, record, REQUEST_ID_FIELD) : client.create(module, record),
    async findByRequestId(module: "Contacts" | "Deals", requestId: string): Promise<string | null> {
      const [id] = await lookUp.findIds(module, [{ field: REQUEST_ID_FIELD, values: [requestId] }]);
      return id ?? null;
    },
  };
}

/** Zoho said no with the status that it gives to bad ids and to duplicates, among others. */
export function isRefusal(error: unknown): boolean {
  return error instanceof CrmError && error.kind === "reject" && error.status === 400;
}
