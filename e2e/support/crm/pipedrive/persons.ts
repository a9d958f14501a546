import { z } from "zod";
import type { Account, Person } from "./account";
import { ok, Refusal, refuseBody } from "./answers";
import { checkCustomFields, checkLabels, checkUser, readBody } from "./check-values";
import { toPage, toSorted } from "./paging";

const contactPoint = z.strictObject({
  value: z.string().max(255),
  primary: z.boolean().default(false),
  label: z.string().default("work"),
});
const shape = {
  owner_id: z.int().optional(),
  emails: z.array(contactPoint).optional(),
  phones: z.array(contactPoint).optional(),
  label_ids: z.array(z.int()).optional(),
  visible_to: z.int().optional(),
  custom_fields: z.record(z.string(), z.json()).optional(),
};
const newPerson = z.strictObject({ ...shape, name: z.string().trim().min(1).max(255) });
const changedPerson = z.strictObject({ ...shape, name: z.string().trim().min(1).max(255).optional() });
type Change = z.infer<typeof changedPerson>;

/** `/api/v2/persons`. Nobody is looked for before somebody is made: a second POST makes a second person. */
export function createPersons(account: Account) {
  function find(id: string): Person {
    const person = account.persons.get(readId(id));
    if (!person) throw new Refusal(404, "Person not found", { code: "ERR_NOT_FOUND" });
    return person;
  }

  function check({ owner_id, emails, phones, label_ids, custom_fields }: Change) {
    checkUser(owner_id, account);
    checkLabels(label_ids, account.personFields);
    checkCustomFields(custom_fields ?? {}, account.personFields, account);
    for (const [name, points] of Object.entries({ emails, phones })) {
      if (points?.length && points.filter(({ primary }) => primary).length !== 1) {
        throw refuseBody(name, "Exactly one item has to be primary");
      }
    }
  }

  return {
    get: (id: string) => ok(withEveryField(find(id), account)),
    list: (query: URLSearchParams) =>
      toPage(toSorted(listThere(account), query), query, (page) => page.map((one) => withEveryField(one, account))),

    async create(request: Request) {
      const body = await readBody(request, newPerson);
      check(body);
      const row = account.newRow();
      const person: Person = {
        ...row,
        ...splitName(body.name),
        owner_id: account.me.id,
        org_id: null,
        emails: [],
        phones: [],
        label_ids: [],
        visible_to: 3,
        ...body,
        custom_fields: body.custom_fields ?? {},
      };
      account.persons.set(row.id, person);
      return ok(withEveryField(person, account), { status: 201 });
    },

    /** Lists are replaced as a whole; custom fields one by one. */
    async update(id: string, request: Request) {
      const person = find(id);
      if (person.is_deleted) throw new Refusal(404, "Person not found");
      const body = await readBody(request, changedPerson);
      check(body);
      Object.assign(person, body, body.name === undefined ? {} : splitName(body.name), {
        custom_fields: { ...person.custom_fields, ...body.custom_fields },
        update_time: new Date().toISOString(),
      });
      return ok(withEveryField(person, account));
    },
  };
}

export function listThere({ persons }: Account): Person[] {
  return [...persons.values()].filter(({ is_deleted }) => !is_deleted);
}

export function readId(id: string): number {
  if (!/^\d+$/.test(id)) throw new Refusal(400, "id: Expected an integer");
  return Number(id);
}

/** A record names every custom field, the empty ones with null. */
function withEveryField(person: Person, { personFields }: Account) {
  const codes = personFields.filter(({ is_custom_field }) => is_custom_field).map(({ field_code }) => field_code);
  const custom_fields = Object.fromEntries(codes.map((code) => [code, person.custom_fields[code] ?? null]));
  return { ...person, custom_fields };
}

function splitName(name: string) {
  const [first_name = "", ...rest] = name.split(" ");
  return { name, first_name, last_name: rest.join(" ") };
}
