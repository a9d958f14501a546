import type { ContactValues, CrmContact, CrmDeal, CrmEntity, DealValues, FieldKey, FieldValue } from "@/lib/crm/types";
import type { MappedLead } from "@/lib/mapping/apply-mapping";
import type { Plan, PlanWrite } from "./decide";
import { type PlannedChange, planValue } from "./plan-value";
import type { Rules } from "./schema";

/** What is sent to the CRM. A record is null when the plan does not touch it, or when an update has nothing to send. */
export type PlannedWrites = {
  contact: { values: ContactValues; responsibleId: string | null } | null;
  deal: { values: DealValues; pipelineId: string | null; stageId: string | null; responsibleId: string | null } | null;
  /** Every mapped value of the records that the plan touches, sent or not, with the reason. */
  changes: PlannedChange[];
};

/**
 * Turns a plan and the mapped values into what each write sends.
 *
 * New records get every value. In existing ones the row's policy decides, then the integration's update rule; a blank never
 * erases, a value that the CRM holds already is not sent, and deal name, pipeline, stage and responsible stay as they are
 * unless a row says always. Phones, e-mails and tags are added to: an update carries all that the CRM holds and the new
 * ones, as one list, whether the CRM replaces such fields or merges them.
 *
 * For a new record pipeline, stage and responsible stand beside the values, null when no row gave one; for an update a row that
 * says always puts them among the values, as `pipeline`, `stage` and `responsible`.
 */
export function planWrites(input: {
  plan: Plan;
  mapped: Pick<MappedLead, "values" | "policies">;
  update: Rules["update"];
  contact: CrmContact | null;
  deal: CrmDeal | null;
}): PlannedWrites {
  const writes: readonly PlanWrite[] = input.plan.writes;
  const planned = (create: PlanWrite, update: PlanWrite, entity: CrmEntity, held: Held | null) => {
    if (writes.includes(create)) return planRecord(input, entity, null);
    if (writes.includes(update) && held) return planRecord(input, entity, held);
    return null;
  };
  const contact = planned("create_contact", "update_contact", "contact", input.contact && heldByContact(input.contact));
  const deal = planned("create_deal", "update_deal", "deal", input.deal && heldByDeal(input.deal));

  return {
    contact: contact && (contact.isNew ? toNewContact(contact.values) : toUpdate(contact.values, NEW_CONTACT)),
    deal: deal && (deal.isNew ? toNewDeal(deal.values) : toUpdate(deal.values, NEW_DEAL)),
    changes: [...(contact?.changes ?? []), ...(deal?.changes ?? [])],
  };
}

const NEW_CONTACT = { responsibleId: null };
const NEW_DEAL = { pipelineId: null, stageId: null, responsibleId: null };

type Held = ReadonlyMap<string, FieldValue | null>;
type PlannedRecord = { isNew: boolean; values: Record<string, FieldValue>; changes: PlannedChange[] };

function planRecord(input: Parameters<typeof planWrites>[0], entity: CrmEntity, held: Held | null): PlannedRecord {
  const { values, policies } = input.mapped;
  const changes: PlannedChange[] = [];

  for (const field of Object.keys(values).filter((key): key is FieldKey => key.startsWith(`${entity}.`))) {
    const incoming = values[field];
    if (incoming === undefined) continue;
    changes.push(
      planValue({
        field,
        incoming,
        policy: policies[field] ?? "inherit",
        update: input.update,
        existing: held ? { value: held.get(keyOf(field)) ?? null } : undefined,
      }),
    );
  }

  const sent = changes.filter(({ isSent }) => isSent).map(({ field, after }) => [keyOf(field), after] as const);
  return { isNew: held === null, values: Object.fromEntries(sent), changes };
}

function keyOf(field: FieldKey): string {
  return field.slice(field.indexOf(".") + 1);
}

function heldByContact(contact: CrmContact): Held {
  return new Map<string, FieldValue | null>([
    ...Object.entries(contact.values),
    ["phone", listOr(contact.phones, contact.values.phone)],
    ["email", listOr(contact.emails, contact.values.email)],
    ["responsible", contact.responsibleId],
  ]);
}

/** The list, or what stands in the field where a connector reads no list. */
function listOr(list: string[], value: FieldValue | undefined): FieldValue | null {
  return list.length > 0 ? list : (value ?? null);
}

function heldByDeal(deal: CrmDeal): Held {
  return new Map<string, FieldValue | null>([
    ...Object.entries(deal.values),
    ["pipeline", deal.pipelineId],
    ["stage", deal.stageId],
    ["responsible", deal.responsibleId],
  ]);
}

function toNewContact({ responsible, ...values }: Record<string, FieldValue>) {
  return { values, responsibleId: toId(responsible) };
}

function toNewDeal({ pipeline, stage, responsible, ...values }: Record<string, FieldValue>) {
  return { values, pipelineId: toId(pipeline), stageId: toId(stage), responsibleId: toId(responsible) };
}

function toUpdate<T>(
  values: Record<string, FieldValue>,
  beside: T,
): ({ values: Record<string, FieldValue> } & T) | null {
  return Object.keys(values).length === 0 ? null : { values, ...beside };
}

function toId(value: FieldValue | undefined): string | null {
  return value === undefined ? null : String(value);
}
