import { CrmError } from "../error";
import { toComparable, toHtml } from "../html";
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

/** Whether the person has a note with these words among the newest. */
export async function hasNote(client: PipedriveClient, { personId, text }: { personId: number; text: string }) {
  const wanted = toComparable(toHtml(text));
  const notes = await client.listNewestNotes(String(personId));
  return notes.some(({ content }) => toComparable(content ?? "") === wanted);
}
