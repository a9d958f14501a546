import { z } from "zod";
import { contactFieldsFixture, HOST, usersFixture } from "@/lib/crm/kommo/fixtures";
import { nothing, refuseInvalid, toPage, toWritten } from "./answers";
import { contactChangeBody, newContactBody, readBody } from "./bodies";
import { fillFields, toApiFields } from "./field-values";
import { changeTags, type Store, type StoredContact, toApiTags } from "./store";

/** An address in the vendor's account, its store, and the most that a page holds. */
export type Asked = { request: Request; url: URL; store: Store; pageLimit: number };

export function listContacts({ url, store, pageLimit }: Asked): Response {
  const query = url.searchParams.get("query") ?? "";
  const found = [...store.contacts.values()].filter(
    (contact) => !contact.is_deleted && (query === "" || isFound(contact, query)),
  );
  if (url.searchParams.get("order[id]") === "desc") found.sort((a, b) => b.id - a.id);
  return toPage(
    "contacts",
    found.map((contact) => toApiContact(contact, store)),
    { url, pageLimit },
  );
}

export function getContact({ store }: Asked, id: number): Response {
  const contact = store.contacts.get(id);
  return contact && !contact.is_deleted ? Response.json(toApiContact(contact, store)) : nothing();
}

export async function createContacts({ request, store }: Asked): Promise<Response> {
  const bodies = await readBody(request, z.array(newContactBody).min(1).max(250));
  const made = bodies.map((body) => {
    const { name = "", first_name = "", last_name = "", responsible_user_id } = body;
    const id = store.nextId();
    store.contacts.set(id, {
      ...{ id, name, first_name, last_name, is_deleted: false },
      responsible_user_id: checkUser(responsible_user_id ?? usersFixture[0]?.id),
      created_at: store.now(),
      updated_at: store.now(),
      searchableAt: Date.now() + store.lagMs,
      fields: fillFields(new Map(), body.custom_fields_values, contactFieldsFixture),
      tags: changeTags([], body),
    });
    return { id, is_deleted: false, is_unsorted: false, request_id: body.request_id ?? "0" };
  });
  return toWritten("contacts", made);
}

export async function changeContact({ request, store }: Asked, id: number): Promise<Response> {
  const body = await readBody(request, contactChangeBody);
  const contact = findContact(store, id);
  const { name, first_name, last_name, responsible_user_id } = body;
  Object.assign(contact, {
    name: name ?? contact.name,
    first_name: first_name ?? contact.first_name,
    last_name: last_name ?? contact.last_name,
    responsible_user_id: checkUser(responsible_user_id ?? contact.responsible_user_id),
    fields: fillFields(contact.fields, body.custom_fields_values, contactFieldsFixture),
    tags: changeTags(contact.tags, body),
    updated_at: store.now(),
  });
  return toWritten("contacts", [{ id, name: contact.name, updated_at: contact.updated_at }]);
}

/** A contact that something may be put on. */
export function findContact(store: Store, id: number): StoredContact {
  const contact = store.contacts.get(id);
  if (contact && !contact.is_deleted) return contact;
  throw refuseInvalid([{ code: "NotSupportedChoice", path: "id", detail: "Element not found" }]);
}

export function checkUser(id: number | undefined): number {
  if (id !== undefined && usersFixture.some((user) => user.id === id)) return id;
  const detail = "The value you selected is not a valid choice.";
  throw refuseInvalid([{ code: "NotSupportedChoice", path: "responsible_user_id", detail }]);
}

/** The texts of a field by its code. */
export function listTexts({ fields }: StoredContact, code: string): string[] {
  const field = contactFieldsFixture.find((candidate) => candidate.code === code);
  return (field ? (fields.get(field.id) ?? []) : []).map(({ value }) => String(value ?? ""));
}

/** Search runs on an index, which lags; a list without one does not. */
function isFound(contact: StoredContact, query: string) {
  return contact.searchableAt <= Date.now() && matches(contact, query);
}

/** A part of any filled field, without regard to case; of phones the digits, however they are written. */
function matches(contact: StoredContact, query: string): boolean {
  const texts = [contact.name, ...[...contact.fields.values()].flat().map(({ value }) => String(value ?? ""))];
  if (texts.some((text) => text.toLowerCase().includes(query.toLowerCase()))) return true;
  const isNumber = /^[\d\s()+.-]+$/.test(query);
  return isNumber && listTexts(contact, "PHONE").some((phone) => toDigits(phone).includes(toDigits(query)));
}

function toDigits(text: string) {
  return text.replace(/\D/g, "");
}

function toApiContact(contact: StoredContact, store: Store) {
  const { id, name, first_name, last_name, responsible_user_id, created_at, updated_at, is_deleted } = contact;
  const leads = [...store.leads.values()].filter(({ contactIds }) => contactIds.includes(id));
  return {
    ...{ id, name, first_name, last_name, responsible_user_id, created_at, updated_at, is_deleted },
    is_unsorted: false,
    closest_task_at: null,
    custom_fields_values: toApiFields(contact.fields, contactFieldsFixture),
    _links: { self: { href: `https://${HOST}/api/v4/contacts/${id}` } },
    _embedded: { tags: toApiTags(contact.tags), companies: [], leads: leads.map((lead) => ({ id: lead.id })) },
  };
}
