import { Refusal } from "../refusal";
import type { Account, Card } from "./account";
import { type Input, mergeCustom, toId, toName, toText } from "./input";
import { includes, notFound, readFilters, toPage, wrongArguments } from "./replies";

const FILTERS = ["pipeline_id", "status_id", "source_id", "created_between", "updated_between"];
const UTM_KEYS = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

/** Cards by the few filters that there are: none of them is the buyer. */
export function listCards(account: Account, url: URL) {
  const filters = readFilters(url, FILTERS);
  const found = [...account.cards.values()].filter(
    (card) =>
      (filters.get("pipeline_id")?.includes(String(card.pipeline_id)) ?? true) &&
      (filters.get("status_id")?.includes(String(card.status_id)) ?? true),
  );
  const isNewestFirst = url.searchParams.get("sort") === "-id";
  const sorted = found.sort((left, right) => (isNewestFirst ? right.id - left.id : left.id - right.id));
  return toPage(
    url,
    sorted.map((card) => show(account, url, card)),
  );
}

export function readCard(account: Account, url: URL, id: number) {
  return show(account, url, get(account, id));
}

export function createCard(account: Account, url: URL, input: Input) {
  const status = toStatus(account, input);
  const pipelineId = Number(input.pipeline_id ?? status?.pipeline_id ?? account.pipelines[0]?.id);
  const first = account.statuses.find(({ pipeline_id }) => pipeline_id === pipelineId);
  if (!first) throw wrongArguments("The selected pipeline_id is invalid.");
  const place = account.options.ignoresStatusOnCreate ? first : (status ?? first);
  if (place.pipeline_id !== pipelineId) throw wrongArguments("The status is of another pipeline.");
  const id = account.nextId();
  const created = account.time();
  const card: Card = {
    id,
    title: toName(input, "title") || String(id),
    pipeline_id: pipelineId,
    status_id: place.id,
    source_id: toId(input, "source_id", account.sources) ?? null,
    manager_id: toId(input, "manager_id", account.users) ?? null,
    manager_comment: toText(input, "manager_comment") ?? null,
    communicate_at: toText(input, "communicate_at") ?? null,
    contact: toPerson(account, input.contact),
    utm: Object.fromEntries(UTM_KEYS.map((key) => [key, toText(input, key) ?? null])),
    custom_fields: mergeCustom(account, { model: "lead", stored: [], input }),
    created_at: created,
    updated_at: created,
  };
  account.cards.set(id, card);
  return show(account, url, card);
}

/** Accepted at once and made later; what is wrong is still said at once. Keys that an update does not know are passed over. */
export function updateCard(account: Account, { id, input }: { id: number; input: Input }) {
  const card = get(account, id);
  const status = toStatus(account, input);
  const comment = toText(input, "note") ?? toText(input, "manager_comment");
  const title = toName(input, "title");
  const communicateAt = toText(input, "communicate_at");
  const sourceId = toId(input, "source_id", account.sources);
  const managerId = toId(input, "manager_id", account.users);
  mergeCustom(account, { model: "lead", stored: card.custom_fields, input });
  account.later(() => {
    const { custom_fields } = account.cards.get(id) ?? card;
    Object.assign(card, {
      ...(title && { title }),
      ...(comment !== undefined && { manager_comment: comment }),
      ...(communicateAt !== undefined && { communicate_at: communicateAt }),
      ...(sourceId !== undefined && { source_id: sourceId }),
      ...(managerId !== undefined && { manager_id: managerId }),
      ...(status && { status_id: status.id, pipeline_id: status.pipeline_id }),
      custom_fields: mergeCustom(account, { model: "lead", stored: custom_fields, input }),
      updated_at: account.time(),
    });
  });
  return { status: true };
}

function get({ cards }: Account, id: number): Card {
  const card = cards.get(id);
  if (!card) throw notFound();
  return card;
}

function toStatus({ statuses }: Account, { status_id }: Input) {
  if (status_id === undefined || status_id === null) return undefined;
  const status = statuses.find(({ id }) => id === Number(status_id));
  if (!status) throw wrongArguments("The selected status_id is invalid.");
  return status;
}

/** The person of a card: a buyer by id, or words that are tied to none. */
function toPerson(account: Account, contact: unknown): Card["contact"] {
  if (typeof contact !== "object" || contact === null) throw wrongArguments("The contact field is required.");
  const { client_id, full_name, phone, email } = contact as Input;
  const id = account.nextId();
  if (client_id !== undefined && client_id !== null) {
    const buyer = account.buyers.get(Number(client_id));
    if (!buyer) throw wrongArguments("The selected contact.client_id is invalid.");
    const [first = null] = buyer.phone;
    return { id, full_name: buyer.full_name, phone: first, email: buyer.email[0] ?? null, client_id: buyer.id };
  }
  if (!full_name && !phone) throw new Refusal(403, { message: "The contact is empty." });
  const toOwn = (value: unknown) => (value === undefined ? null : String(value));
  return { id, full_name: toOwn(full_name), phone: toOwn(phone), email: toOwn(email), client_id: null };
}

/** `pipeline_id` stands in the status alone. */
function show({ statuses }: Account, url: URL, { utm, pipeline_id, custom_fields, contact, ...card }: Card) {
  const status = statuses.find(({ id }) => id === card.status_id);
  return {
    ...card,
    ...utm,
    contact_id: contact.id,
    is_finished: null,
    ...(includes(url, "contact.client") && { contact }),
    ...(includes(url, "status") &&
      status && { status: { id: status.id, name: status.title, alias: status.alias, is_active: true, pipeline_id } }),
    ...(includes(url, "custom_fields") && { custom_fields }),
  };
}
