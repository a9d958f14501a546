import { z } from "zod";
import type { Account, Activity } from "./account";
import { ok, refuseBody } from "./answers";
import { checkUser, readBody } from "./check-values";
import { toPage, toSorted } from "./paging";
import { readId } from "./persons";

const newActivity = z.strictObject({
  subject: z.string().min(1).max(255),
  type: z.string().optional(),
  owner_id: z.int().optional(),
  deal_id: z.int().optional(),
  person_id: z
    .undefined({ error: "'person_id' is a read-only field. Add a primary participant to set 'person_id' instead." })
    .optional(),
  participants: z.array(z.strictObject({ person_id: z.int(), primary: z.boolean() })).default([]),
  due_date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .default(null),
  due_time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  note: z.string().default(""),
  done: z.boolean().default(false),
});

/** `/api/v2/activities`. Times are UTC; the person is the primary participant. */
export function createActivities(account: Account) {
  return {
    list(query: URLSearchParams) {
      const dealId = query.get("deal_id");
      const personId = query.get("person_id");
      const rows = [...account.activities.values()].filter(
        ({ deal_id, person_id, is_deleted }) =>
          !is_deleted &&
          (dealId === null || deal_id === readId(dealId)) &&
          (personId === null || person_id === readId(personId)),
      );
      return toPage(toSorted(rows, query), query);
    },

    async create(request: Request) {
      const body = await readBody(request, newActivity);
      checkUser(body.owner_id, account);
      const type = body.type ?? "call";
      if (!account.activityTypes.includes(type)) throw refuseBody("type", "Unknown activity type");
      if (body.deal_id !== undefined && account.deals.get(body.deal_id)?.is_deleted !== false) {
        throw refuseBody("deal_id", "Deal not found");
      }
      const persons = body.participants.filter(({ person_id }) => account.persons.get(person_id)?.is_deleted === false);
      if (persons.length < body.participants.length) throw refuseBody("participants", "Person not found");
      const activity: Activity = {
        ...account.newRow(),
        ...body,
        type,
        owner_id: body.owner_id ?? account.me.id,
        deal_id: body.deal_id ?? null,
        person_id: persons.find(({ primary }) => primary)?.person_id ?? null,
        due_time: body.due_time ? `${body.due_time}:00` : null,
      };
      account.activities.set(activity.id, activity);
      return ok(activity, { status: 201 });
    },
  };
}
