import { toE164 } from "../identifier-hits";
import type { CrmAccount, CrmContact, CrmDeal, CrmDirectory, CrmNotice, CrmPipeline, CrmRecordRef } from "../types";
import type { ApiAccount, ApiOwner, ApiPipeline, ApiProperty, ApiRecord, ApiStage } from "./api-types";
import type { HubspotObject } from "./client";
import { toFields, toValues } from "./mapper-fields";
import { listEmails, listPhones, toFullName } from "./mapper-people";

/** What is known of an account while its records are read; `account` is null where HubSpot did not say. */
export type Known = { directory: CrmDirectory; account: ApiAccount | null };

/** Where HubSpot does not say which of its sites the account is on. */
const UI_DOMAIN = "app.hubspot.com";

/** [K] not confirmed: the numbers of the kinds in the addresses of records. */
const KINDS_IN_URLS: Readonly<Partial<Record<HubspotObject, string>>> = { contacts: "0-1", deals: "0-3" };

export function toAccount(account: ApiAccount, notices: CrmNotice[]): CrmAccount {
  const url = `https://${account.uiDomain ?? UI_DOMAIN}/contacts/${account.portalId}`;
  return { name: `HubSpot ${account.portalId}`, userName: null, url, notices };
}

export function toDirectory(lists: {
  owners: readonly ApiOwner[];
  pipelines: readonly ApiPipeline[];
  contactProperties: readonly ApiProperty[];
  dealProperties: readonly ApiProperty[];
}): CrmDirectory {
  return {
    users: lists.owners.filter(isPerson).map((owner) => ({
      id: owner.id,
      name: [owner.firstName, owner.lastName].filter(Boolean).join(" ") || owner.email || owner.id,
      email: owner.email ?? null,
      isActive: owner.archived !== true,
    })),
    pipelines: inOrder(lists.pipelines).map(toPipeline),
    fields: [...toFields("contact", lists.contactProperties), ...toFields("deal", lists.dealProperties)],
  };
}

/** Queues stand among the owners too, and own nothing. */
function isPerson({ type }: ApiOwner) {
  return type !== "QUEUE";
}

function toPipeline({ id, label, stages }: ApiPipeline): CrmPipeline {
  return { id, name: label, stages: inOrder(stages).map((stage) => ({ ...toStage(stage), kind: toStageKind(stage) })) };
}

function toStage({ id, label }: ApiStage) {
  return { id, name: label };
}

function toStageKind({ metadata }: ApiStage) {
  if (metadata.isClosed !== "true") return "open";
  return Number(metadata.probability) >= 1 ? "won" : "lost";
}

function inOrder<T extends { displayOrder: number; archived?: boolean }>(items: readonly T[]): T[] {
  return items.filter(({ archived }) => archived !== true).toSorted((a, b) => a.displayOrder - b.displayOrder);
}

export function toContact(record: ApiRecord, known: Known): CrmContact {
  const { properties } = record;
  const name = toFullName(properties);
  const phones = listPhones(properties);
  const emails = listEmails(properties);
  const values = toValues("contact", properties, known.directory.fields);
  return {
    id: record.id,
    values: {
      ...values,
      ...(name && { name }),
      ...(phones[0] && { phone: phones.length === 1 ? phones[0] : phones }),
      ...(emails[0] && { email: emails.length === 1 ? emails[0] : emails }),
    },
    phones: phones.map((phone) => toE164(phone) ?? phone),
    emails,
    responsibleId: properties.hubspot_owner_id || null,
    updatedAt: record.updatedAt ?? null,
    url: toRef("contacts", record, known).url,
  };
}

/** The stages of the account say whether a deal is open; `hs_is_closed` is asked where its stage is newer than what is known. */
export function toDeal(
  record: ApiRecord,
  { contactId, ...known }: Known & { contactId: string },
): CrmDeal & { isActive: boolean } {
  const { properties } = record;
  const stages = known.directory.pipelines.flatMap((pipeline) => pipeline.stages);
  const stage = stages.find(({ id }) => id === properties.dealstage);
  return {
    id: record.id,
    contactId,
    values: toValues("deal", properties, known.directory.fields),
    pipelineId: properties.pipeline || null,
    stageId: properties.dealstage || null,
    responsibleId: properties.hubspot_owner_id || null,
    updatedAt: record.updatedAt ?? null,
    url: toRef("deals", record, known).url,
    isActive: stage ? stage.kind === "open" : properties.hs_is_closed !== "true",
  };
}

/** Newer versions say where a record opens; else its address is put together. */
export function toRef(
  object: HubspotObject,
  { id, url }: ApiRecord,
  { account }: Pick<Known, "account">,
): CrmRecordRef {
  const kind = KINDS_IN_URLS[object];
  if (url || !account || !kind) return { id, url: url || null };
  const { portalId, uiDomain = UI_DOMAIN } = account;
  return { id, url: `https://${uiDomain}/contacts/${portalId}/record/${kind}/${id}` };
}
