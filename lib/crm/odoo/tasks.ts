import type { CreateTaskInput, CrmRecordRef } from "../types";
import { type OdooClient, WITH_ARCHIVE } from "./client";
import { isSameTask, toTask } from "./mapper-deal";
import { MODELS } from "./mapper-fields";
import { toText } from "./mapper-values";

export async function createTask(client: OdooClient, input: CreateTaskInput): Promise<CrmRecordRef> {
  const { model, id } = toSubject(input);
  const activityId = await client.schedule(model, id, await toActivity(client, input));
  return { id: String(activityId), url: await client.toUrl(model, id) };
}

/** A task with the same whole text, in which its day and time stand, on the same record. */
export async function findTask(client: OdooClient, input: CreateTaskInput): Promise<CrmRecordRef | null> {
  const { model, id } = toSubject(input);
  const task = await toActivity(client, input);
  const rows = await client.search("mail.activity", {
    domain: [
      ["res_model", "=", model],
      ["res_id", "=", id],
      ["date_deadline", "=", task.date_deadline],
    ],
    fields: ["note"],
    // One that is done already is the same task.
    context: WITH_ARCHIVE,
  });
  const found = rows.find((row) => isSameTask(row, task));
  return found ? { id: String(found.id), url: await client.toUrl(model, id) } : null;
}

/** What a task is made on. */
function toSubject({ dealId, contactId }: CreateTaskInput) {
  return dealId === null
    ? { model: MODELS.contact, id: Number(contactId) }
    : { model: MODELS.deal, id: Number(dealId) };
}

async function toActivity(client: OdooClient, input: CreateTaskInput) {
  return toTask(input, { timeZone: toText((await client.getUser()).tz) });
}
