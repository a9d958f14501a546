import type { Account, Person } from "./account";
import { Refusal } from "./answers";
import { toPage } from "./paging";
import { listThere } from "./persons";

const FIELDS = ["name", "phone", "email", "custom_fields", "notes"];

export type SearchHabits = {
  /** Whether a part of a phone is looked for in its digits alone, too; without it only in the text as it was typed. */
  readsDigits: boolean;
};

/** `/api/v2/persons/search`: whole values in any letter case, or parts of them. Its index lags behind the records. */
export function searchPersons(account: Account, query: URLSearchParams, habits: SearchHabits): Response {
  const term = (query.get("term") ?? "").trim().toLowerCase();
  const isExact = query.get("exact_match") === "true";
  if (term.length < (isExact ? 1 : 2)) throw new Refusal(400, "term: too short");
  const fields = query.get("fields")?.split(",") ?? FIELDS;
  const unknown = fields.find((field) => !FIELDS.includes(field));
  if (unknown !== undefined) throw new Refusal(400, `fields: ${unknown} is not one of ${FIELDS.join(", ")}`);

  const indexedBefore = Date.now() - account.searchLagMs;
  const hits = listThere(account).filter(
    (person) =>
      (account.searchLagMs === 0 || Date.parse(person.add_time) <= indexedBefore) &&
      listTexts(person, fields).some((text) => (isExact ? text === term : holds(text, term, habits))),
  );
  return toPage(hits, query, (page) => ({ items: page.map((person) => ({ result_score: 0.5, item: toHit(person) })) }));
}

function holds(text: string, term: string, { readsDigits }: SearchHabits) {
  return text.includes(term) || (readsDigits && /^\d+$/.test(term) && text.replace(/\D/g, "").includes(term));
}

function listTexts({ name, phones, emails }: Person, fields: string[]): string[] {
  const texts = [
    ...(fields.includes("name") ? [name] : []),
    ...(fields.includes("phone") ? phones.map(({ value }) => value) : []),
    ...(fields.includes("email") ? emails.map(({ value }) => value) : []),
  ];
  return texts.map((text) => text.toLowerCase());
}

function toHit({ id, name, phones, emails, visible_to, owner_id }: Person) {
  return {
    id,
    type: "person",
    name,
    phones: phones.map(({ value }) => value),
    emails: emails.map(({ value }) => value),
    visible_to,
    owner: { id: owner_id },
    organization: null,
    custom_fields: [],
    notes: [],
  };
}
