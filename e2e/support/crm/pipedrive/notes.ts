import { z } from "zod";
import type { Account, Note } from "./account";
import { ok, Refusal } from "./answers";
import { readBody } from "./check-values";
import { toOldPage } from "./paging";
import { readId } from "./persons";

const newNote = z.strictObject({
  content: z.string().min(1),
  person_id: z.int().optional(),
  deal_id: z.int().optional(),
});

/** `/api/v1/notes`: HTML, of which what could do harm is taken out. */
export function createNotes(account: Account) {
  return {
    list(query: URLSearchParams) {
      const personId = query.get("person_id");
      const rows = [...account.notes.values()]
        .filter(({ person_id }) => personId === null || person_id === readId(personId))
        .reverse();
      return toOldPage(rows, query);
    },

    async create(request: Request) {
      const { content, person_id = null, deal_id = null } = await readBody(request, newNote);
      const isOnSomething =
        (person_id !== null && account.persons.get(person_id)?.is_deleted === false) ||
        (deal_id !== null && account.deals.get(deal_id)?.is_deleted === false);
      if (!isOnSomething) throw new Refusal(400, "Note must be added to a deal, person, organization, lead or project");
      const { id } = account.newRow();
      const add_time = new Date().toISOString().slice(0, 19).replace("T", " ");
      const note: Note = { id, content: sanitize(content), person_id, deal_id, add_time };
      account.notes.set(id, note);
      return ok({ ...note, user_id: account.me.id }, { status: 201 });
    },
  };
}

/** A note as it reads on the page. */
export function toPageText(html: string): string {
  return html
    .replace(/<br\s*\/?>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

/** Links get what keeps their target from the page; scripts go. */
function sanitize(html: string) {
  return html
    .replace(/<script[\s\S]*?<\/script>/gi, "")
    .replace(/<a href="([^"]*)">/g, '<a href="$1" target="_blank" rel="noopener noreferrer">');
}
