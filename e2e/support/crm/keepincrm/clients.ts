import { Refusal } from "../refusal";
import type { Account, Client } from "./account";
import { type Input, mergeCustom, showCustom, showUser, toId, toText, toTexts } from "./input";
import { invalid, notFound, readFilter, toPage } from "./replies";

const FILTERS: Readonly<Record<string, (client: Client, value: string) => boolean>> = {
  phones_i_cont: ({ phones }, value) => phones.some((phone) => contains(phone, value)),
  email_eq: ({ email }, value) => email === value,
  trigram_idx_cont: ({ person, company, email, phones }, value) =>
    [person, company, email, ...phones].some((text) => contains(text ?? "", value)),
};

/** Clients by Ransack's filters, newest first. */
export function listClients(account: Account, url: URL) {
  const refused = account.options.refusedFilters?.find((name) => readFilter(url, name) !== null);
  if (refused) throw new Refusal(400, { message: `Invalid search term ${refused}` });
  const found = [...account.clients.values()].reverse().filter((client) =>
    Object.entries(FILTERS).every(([name, holds]) => {
      const value = readFilter(url, name);
      return value === null || holds(client, value);
    }),
  );
  return toPage(
    url,
    found.map((client) => showClient(account, client)),
  );
}

export function readClient(account: Account, id: number) {
  return showClient(account, get(account, id));
}

export function createClient(account: Account, input: Input) {
  const now = account.now();
  const id = account.nextId();
  const blank: Client = {
    id,
    person: null,
    company: null,
    email: null,
    phones: [],
    lead: false,
    comment: null,
    main_responsible_id: null,
    tag_names: [],
    custom: {},
    created_at: now,
    updated_at: now,
  };
  account.clients.set(id, write(account, blank, input));
  return { id, created_at: now, updated_at: now };
}

export function updateClient(account: Account, id: number, input: Input) {
  const client = write(account, get(account, id), input);
  account.clients.set(id, client);
  return { id, created_at: client.created_at, updated_at: client.updated_at };
}

function get({ clients }: Account, id: number): Client {
  const client = clients.get(id);
  if (!client) throw notFound();
  return client;
}

/** Lists that are sent take the place of those that are there. */
function write(account: Account, client: Client, input: Input): Client {
  const pick = <T>(value: T | undefined, stored: T) => (value === undefined ? stored : value);
  const written: Client = {
    ...client,
    person: pick(toText(input, "person"), client.person),
    company: pick(toText(input, "company"), client.company),
    email: pick(toText(input, "email"), client.email),
    phones: pick(toTexts(input, "phones"), client.phones),
    lead: typeof input.lead === "boolean" ? input.lead : client.lead,
    comment: pick(toText(input, "comment"), client.comment),
    main_responsible_id: pick(toId(input, "main_responsible_id", account.users), client.main_responsible_id),
    tag_names: pick(toTexts(input, "tag_names"), client.tag_names),
    custom: mergeCustom(client.custom, { input, titles: account.customTitles.client }),
    updated_at: account.now(),
  };
  if (!written.person && !written.company) throw invalid("person", "не може бути порожнім");
  return written;
}

function showClient(account: Account, { custom, main_responsible_id, ...client }: Client) {
  return {
    ...client,
    main_responsible: showUser(account.users, main_responsible_id),
    ...showCustom(custom, account.customTitles.client),
  };
}

function contains(text: string, part: string) {
  return text.toLowerCase().includes(part.toLowerCase());
}
