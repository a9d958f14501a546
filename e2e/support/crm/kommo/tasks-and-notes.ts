import { z } from "zod";
import { usersFixture } from "@/lib/crm/kommo/fixtures";
import { listIds, refuseInvalid, toPage, toWritten } from "./answers";
import { newNoteBody, newTaskBody, readBody } from "./bodies";
import { type Asked, checkUser, findContact } from "./contacts";

export function listTasks({ url, store, pageLimit }: Asked): Response {
  const ids = listIds(url, "entity_id");
  const type = url.searchParams.get("filter[entity_type]");
  const found = store.tasks.filter(
    ({ entity_type, entity_id }) => (!type || entity_type === type) && (ids.length === 0 || ids.includes(entity_id)),
  );
  return toPage(
    "tasks",
    // A result that is empty is written as a list.
    found.map((task) => ({ ...task, result: [] })),
    { url, pageLimit },
  );
}

export async function createTasks({ request, store }: Asked): Promise<Response> {
  const bodies = await readBody(request, z.array(newTaskBody).min(1).max(250));
  const made = bodies.map(({ request_id, ...body }) => {
    const { entity_type = "", entity_id = 0 } = body;
    if (entity_type === "leads" && !store.leads.has(entity_id)) {
      throw refuseInvalid([{ code: "NotSupportedChoice", path: "entity_id", detail: "Element not found" }]);
    }
    if (entity_type === "contacts") findContact(store, entity_id);
    const id = store.nextId();
    const responsible_user_id = checkUser(body.responsible_user_id ?? usersFixture[0]?.id);
    const task_type_id = body.task_type_id ?? 1;
    store.tasks.push({ ...body, id, entity_type, entity_id, responsible_user_id, task_type_id, is_completed: false });
    return { id, request_id: request_id ?? "0" };
  });
  return toWritten("tasks", made);
}

export function listNotes({ url, store, pageLimit }: Asked, contactId: number): Response {
  const found = store.notes.filter((note) => note.contactId === contactId);
  return toPage(
    "notes",
    found.map(({ id, text }) => ({ id, entity_id: contactId, note_type: "common", params: { text } })),
    { url, pageLimit },
  );
}

export async function createNotes({ request, store }: Asked, contactId: number): Promise<Response> {
  const bodies = await readBody(request, z.array(newNoteBody).min(1).max(250));
  findContact(store, contactId);
  const made = bodies.map(({ params, request_id }) => {
    const id = store.nextId();
    store.notes.push({ id, contactId, text: params.text });
    return { id, entity_id: contactId, request_id: request_id ?? "0" };
  });
  return toWritten("notes", made);
}
