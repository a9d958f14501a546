import { CrmError } from "../error";
import { toComparable, toHtml } from "../html";
import type { PipedriveClient } from "./client";

/** Adds a note to a person. When its answer is lost, the person's notes are looked through at once. */
export async function addNote(client: PipedriveClient, { personId, text }: { personId: number; text: string }) {
  try {
    await client.createNote({ content: toHtml(text), person_id: personId });
  } catch (error) {
    if (!(error instanceof CrmError && error.isOutcomeUnknown)) throw error;
    // What went wrong first says more than that looking did not work either.
    const isThere = await hasNote(client, { personId, text }).catch(() => false);
    if (!isThere) throw error;
  }
}

/** Adds a note that the person does not have, so that a change which is sent again after it was made adds nothing. */
export async function addMissingNote(client: PipedriveClient, note: { personId: number; text: string }) {
  if (!(await hasNote(client, note))) await addNote(client, note);
}

/** Whether the person has a note with these words among the newest. */
async function hasNote(client: PipedriveClient, { personId, text }: { personId: number; text: string }) {
  const wanted = toComparable(toHtml(text));
  const notes = await client.listNewestNotes(String(personId));
  return notes.some(({ content }) => toComparable(content ?? "") === wanted);
}
