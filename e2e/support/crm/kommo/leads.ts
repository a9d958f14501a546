import { z } from "zod";
import { leadFieldsFixture, pipelinesFixture, usersFixture } from "@/lib/crm/kommo/fixtures";
import { listIds, nothing, refuseInvalid, toPage, toWritten } from "./answers";
import { leadChangeBody, newLeadBody, readBody } from "./bodies";
import { type Asked, checkUser, findContact } from "./contacts";
import { fillFields, toApiFields } from "./field-values";
import { changeTags, type StoredLead, toApiTags } from "./store";

const FINAL_STATUSES = [142, 143];
const INCOMING = 1;

/** Filters whose names are not known are passed over. */
export function listLeads({ url, store, pageLimit }: Asked): Response {
  const ids = listIds(url, "id");
  const found = [...store.leads.values()].filter(({ id, is_deleted }) => !is_deleted && (!ids[0] || ids.includes(id)));
  return toPage("leads", found.map(toApiLead), { url, pageLimit });
}

export function getLead({ store }: Asked, id: number): Response {
  const lead = store.leads.get(id);
  return lead && !lead.is_deleted ? Response.json(toApiLead(lead)) : nothing();
}

export async function createLeads({ request, store }: Asked): Promise<Response> {
  const bodies = await readBody(request, z.array(newLeadBody).min(1).max(250));
  const made = bodies.map((body) => {
    const contacts = body._embedded?.contacts ?? [];
    const id = store.nextId();
    store.leads.set(id, {
      ...{ id, name: body.name || `Lead #${id}`, price: body.price ?? 0, is_deleted: false },
      ...toPlace(body),
      responsible_user_id: checkUser(body.responsible_user_id ?? usersFixture[0]?.id),
      created_at: store.now(),
      updated_at: store.now(),
      contactIds: contacts.map((contact) => findContact(store, contact.id).id),
      fields: fillFields(new Map(), body.custom_fields_values, leadFieldsFixture),
      tags: changeTags([], body),
    });
    return { id, request_id: body.request_id ?? "0" };
  });
  return toWritten("leads", made);
}

export async function changeLead({ request, store }: Asked, id: number): Promise<Response> {
  const body = await readBody(request, leadChangeBody);
  const lead = store.leads.get(id);
  if (!lead || lead.is_deleted) throw refusePlace("id");
  Object.assign(lead, {
    name: body.name ?? lead.name,
    price: body.price ?? lead.price,
    ...toPlace({ pipeline_id: body.pipeline_id ?? lead.pipeline_id, status_id: body.status_id ?? lead.status_id }),
    responsible_user_id: checkUser(body.responsible_user_id ?? lead.responsible_user_id),
    fields: fillFields(lead.fields, body.custom_fields_values, leadFieldsFixture),
    tags: changeTags(lead.tags, body),
    updated_at: store.now(),
  });
  return toWritten("leads", [{ id, updated_at: lead.updated_at }]);
}

/** Without a pipeline the main one, without a stage its first ordinary one. */
function toPlace(asked: { pipeline_id?: number; status_id?: number }) {
  const pipeline = pipelinesFixture.find(({ id, is_main }) =>
    asked.pipeline_id === undefined ? is_main : id === asked.pipeline_id,
  );
  if (!pipeline || pipeline.is_archive) throw refusePlace("pipeline_id");
  // [K] not confirmed: that the stage of incoming leads is refused.
  const statuses = pipeline._embedded.statuses
    .filter(({ type }) => type !== INCOMING)
    .toSorted((a, b) => a.sort - b.sort);
  const status = statuses.find(({ id }) => asked.status_id === undefined || id === asked.status_id);
  if (!status) throw refusePlace("status_id");
  const closed_at = FINAL_STATUSES.includes(status.id) ? Math.floor(Date.now() / 1000) : null;
  return { pipeline_id: pipeline.id, status_id: status.id, closed_at };
}

function refusePlace(path: string) {
  const detail = "The value you selected is not a valid choice.";
  return refuseInvalid([{ code: "NotSupportedChoice", path, detail }]);
}

function toApiLead({ fields, tags, contactIds, ...lead }: StoredLead) {
  return {
    ...lead,
    loss_reason_id: null,
    closest_task_at: null,
    score: null,
    custom_fields_values: toApiFields(fields, leadFieldsFixture),
    _embedded: {
      tags: toApiTags(tags),
      companies: [],
      contacts: contactIds.map((id, index) => ({ id, is_main: index === 0 })),
    },
  };
}
