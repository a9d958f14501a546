import { toComparable, toHtml } from "../html";
import type { HubspotClient } from "./client";
import { toNewNote } from "./mapper-writes";

/** Only so many of a contact's notes are compared with a new one: the newest. */
const COMPARED_MAX = 100;

/** Notes on contacts, which are records of their own. */
export function createNoteCalls(client: HubspotClient) {
  async function add(contactId: string, texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      await client.createRecord("notes", toNewNote({ contactId, text, at: new Date() }));
    }
  }

  /** Adds the notes that the contact does not have, so that a write which is sent again adds nothing. */
  async function addMissing(contactId: string, texts: readonly string[]): Promise<void> {
    if (texts.length === 0) return;
    const ids = await client.listAssociated({ from: "contacts", id: contactId, to: "notes" });
    const newest = ids.toSorted((a, b) => Number(b) - Number(a)).slice(0, COMPARED_MAX);
    const notes = await client.listRecords("notes", newest, ["hs_note_body"]);
    const held = new Set(notes.map(({ properties }) => toComparable(properties.hs_note_body ?? "")));
    await add(
      contactId,
      texts.filter((text) => !held.has(toComparable(toHtml(text)))),
    );
  }

  return { add, addMissing };
}
