import type { Account, Buyer } from "./account";
import { type Input, mergeCustom, toId, toName, toText, toTexts } from "./input";
import { includes, invalid, notFound, readFilters, toPage } from "./replies";

const FILTERS = ["buyer_id", "buyer_phone", "buyer_email", "created_between", "updated_between"];

/** Buyers by filters, which compare whole texts: phones are kept and looked for as they were typed. */
export function listBuyers(account: Account, url: URL) {
  const filters = readFilters(url, FILTERS);
  const phones = filters.get("buyer_phone");
  const emails = filters.get("buyer_email")?.map((email) => email.toLowerCase());
  const found = [...account.buyers.values()].filter(
    (buyer) =>
      (!phones || buyer.phone.some((phone) => phones.includes(phone))) &&
      (!emails || buyer.email.some((email) => emails.includes(email.toLowerCase()))) &&
      isBetween(buyer.created_at, filters.get("created_between")),
  );
  return toPage(
    url,
    found.map((buyer) => show(account, url, buyer)),
  );
}

export function readBuyer(account: Account, url: URL, id: number) {
  return show(account, url, get(account, id));
}

export function createBuyer(account: Account, url: URL, input: Input) {
  const id = account.nextId();
  const created = account.time();
  const blank: Buyer = {
    id,
    full_name: "",
    birthday: null,
    phone: [],
    email: [],
    note: null,
    manager_id: null,
    custom_fields: [],
    created_at: created,
    updated_at: created,
  };
  const buyer = write(account, blank, input);
  account.buyers.set(id, buyer);
  return show(account, url, buyer);
}

export function updateBuyer(account: Account, url: URL, { id, input }: { id: number; input: Input }) {
  const buyer = write(account, get(account, id), input);
  account.buyers.set(id, buyer);
  return show(account, url, buyer);
}

/** Times as texts in one form, both ends included. */
function isBetween(time: string, range: readonly string[] | undefined) {
  if (!range) return true;
  const [from = "", to = ""] = range;
  return time >= from && time <= to;
}

function get({ buyers }: Account, id: number): Buyer {
  const buyer = buyers.get(id);
  if (!buyer) throw notFound();
  return buyer;
}

/** Phones and e-mails that are sent take the place of those that are there; a name is always needed. */
function write(account: Account, buyer: Buyer, input: Input): Buyer {
  const name = toName(input, "full_name");
  if (!name) throw invalid("full_name", "The full name field is required.");
  const emails = toTexts(input, "email");
  if (emails?.some((email) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))) {
    throw invalid("email", "The email must be a valid email address.");
  }
  const note = toText(input, "note");
  const birthday = toText(input, "birthday");
  const manager = toId(input, "manager_id", account.users);
  return {
    ...buyer,
    full_name: name,
    phone: toTexts(input, "phone") ?? buyer.phone,
    email: emails ?? buyer.email,
    note: note === undefined ? buyer.note : note,
    birthday: birthday === undefined ? buyer.birthday : birthday,
    manager_id: manager === undefined ? buyer.manager_id : manager,
    custom_fields: mergeCustom(account, { model: "client", stored: buyer.custom_fields, input }),
    updated_at: account.time(),
  };
}

function show(account: Account, url: URL, { manager_id, custom_fields, ...buyer }: Buyer) {
  const manager = account.users.find(({ id }) => id === manager_id);
  return {
    ...buyer,
    ...(includes(url, "manager") && { manager: manager ? { id: manager.id, full_name: manager.full_name } : null }),
    ...(includes(url, "custom_fields") && { custom_fields }),
  };
}
