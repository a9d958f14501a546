import { CrmError } from "../error";
import { fromHtml, toHtml } from "../html";
import type { PipedriveClient } from "./client";

/**
 * Adds a note to a person. When its answer is lost, the person's notes are looked through at once, since a change that is sent
 * again would add it twice.
 */
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

/** Adds a note that the person does not have, so that a change which is sent again as a whole adds it once. */
export async function addMissingNote(client: PipedriveClient, note: { personId: number; text: string }) {
  if (!(await hasNote(client, note))) await addNote(client, note);
}

/** Whether the person has a note with this text among the newest. */
async function hasNote(client: PipedriveClient, { personId, text }: { personId: number; text: string }) {
  const wanted = toPlainText(toHtml(text));
  const notes = await client.listNewestNotes(String(personId));
  return notes.some(({ content }) => toPlainText(content ?? "") === wanted);
}

/** Pipedrive cleans the HTML of a note, which changes its tags and spaces and no sign of its text. */
function toPlainText(html: string) {
  return fromHtml(html).replace(/\s+/g, " ");
}
