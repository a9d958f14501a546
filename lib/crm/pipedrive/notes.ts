import { CrmError } from "../error";
import type { PipedriveClient } from "./client";
import { toComparable, toHtml } from "./html";

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

/** The error of a second step: the record of the first is there, so that it has to be looked for before anything is sent again. */
export function toHalfDone(error: unknown): unknown {
  if (!(error instanceof CrmError)) return error;
  const { kind, code, provider, message, status, retryAfterSeconds, isBusy } = error;
  return new CrmError({ kind, code, provider, message, status, retryAfterSeconds, isBusy, isOutcomeUnknown: true });
}
