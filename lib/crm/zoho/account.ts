import { CrmError } from "../error";
import { once } from "../once";
import { orNull } from "../or-null";
import { refuseTooEarly } from "../refuse-too-early";
import type { CreateAttempt, CrmDirectory, CrmRecordRef } from "../types";
import type { ApiRecord, ApiRecordInput } from "./api-types";
import type { Written, ZohoClient, ZohoModule } from "./client";
import { EMAIL_SLOTS, PHONE_SLOTS, REQUEST_ID_FIELD, SEARCH_LAG_SECONDS } from "./constants";
import { createLookUp } from "./look-up";
import { readDirectory } from "./read-directory";
import { readText, toRecordUrl } from "./record";
import { writeWithoutTaken } from "./write-without-taken";

type WrittenModule = "Contacts" | "Deals";
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
  /** Read once where it is not known yet: field types and stages are needed for nearly all. */
  const getDirectory = once(async () => directory ?? (await readDirectory(client)));

  /** The record, or null: Zoho says 204 to an id that is gone, and 400 or 404 to one that never was. */
  async function findRecord(module: ZohoModule, id: string): Promise<ApiRecord | null> {
    try {
      return await orNull(client.getRecord(module, id));
    } catch (error) {
      if (isRefusal(error)) return null;
      throw error;
    }
  }

  async function getLabels(module: WrittenModule) {
    const entity = module === "Contacts" ? "contact" : "deal";
    const { fields } = await getDirectory();
    return (name: string) => fields.find((field) => field.entity === entity && field.key === name)?.label ?? name;
  }

  return {
    client,
    crmOrigin,
    lookUp,
    getDirectory,
    toRef: (module: ZohoModule, id: string): CrmRecordRef => ({ id, url: toRecordUrl(crmOrigin, module, id) }),
    findRecord,
    /** Says that it is too early where search alone was asked, and found nothing of what was sent a moment ago. */
    refuseUnseen(attempt: CreateAttempt | undefined): void {
      if (!lookUp.seesAtOnce()) refuseTooEarly({ provider: "zoho", attempt, lagSeconds: SEARCH_LAG_SECONDS });
    },
    /**
     * Makes one record for one request id where the account has a unique field for it. A phone or e-mail that another contact has is
     * refused: the person is there already.
     */
    async write(
      module: WrittenModule,
      record: ApiRecordInput,
      { isThere }: { isThere?: () => Promise<boolean> } = {},
    ): Promise<Written> {
      return writeWithoutTaken(record, {
        send: (those) =>
          REQUEST_ID_FIELD in those ? client.upsert(module, those, REQUEST_ID_FIELD) : client.create(module, those),
        isThere,
        mayLeave: (field) => ![REQUEST_ID_FIELD, ...PHONE_SLOTS, ...EMAIL_SLOTS].includes(field),
        toLabel: await getLabels(module),
      });
    },
    async update(module: WrittenModule, id: string, change: ApiRecordInput): Promise<void> {
      if (Object.keys(change).length === 0) return;
      await writeWithoutTaken(change, {
        send: (those) => client.update(module, id, those),
        mayLeave: () => true,
        toLabel: await getLabels(module),
        readDescription: async () => readText((await findRecord(module, id))?.Description),
      });
    },
    async findByRequestId(module: WrittenModule, requestId: string): Promise<string | null> {
      const [id] = await lookUp.findIds(module, [{ field: REQUEST_ID_FIELD, values: [requestId] }]);
      return id ?? null;
    },
  };
}

/** Zoho said no with the status that it gives to bad ids and to duplicates, among others. */
export function isRefusal(error: unknown): boolean {
  return error instanceof CrmError && error.kind === "reject" && error.status === 400;
}
