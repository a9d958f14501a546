import { toRecordUrl } from "./record-page";
import type { CrmSession } from "./types";

type Linked = { id: string; url: string | null };

/** The session with links to its records, by pages that the customer named. A task opens with its deal, or its contact. */
export function withRecordPages(
  session: CrmSession,
  { contactPage, dealPage }: { contactPage?: string; dealPage?: string },
): CrmSession {
  const link = <T extends Linked>(record: T, page: string | undefined, id = record.id): T => ({
    ...record,
    url: record.url ?? toRecordUrl(page, id),
  });
  const toTask = <T extends Linked>(task: T, { contactId, dealId }: { contactId: string; dealId: string | null }) =>
    dealId === null ? link(task, contactPage, contactId) : link(task, dealPage, dealId);

  return {
    ...session,
    findContacts: async (identifier) =>
      (await session.findContacts(identifier)).map((contact) => link(contact, contactPage)),
    async getContact(id) {
      const contact = await session.getContact(id);
      return contact && link(contact, contactPage);
    },
    listActiveDeals: async (contactId) =>
      (await session.listActiveDeals(contactId)).map((deal) => link(deal, dealPage)),
    async getDeal(id) {
      const deal = await session.getDeal(id);
      return deal && link(deal, dealPage);
    },
    async findCreated(create, attempt) {
      const record = await session.findCreated(create, attempt);
      if (!record) return null;
      if (create.kind === "task") return toTask(record, create.input);
      return link(record, create.kind === "contact" ? contactPage : dealPage);
    },
    createContact: async (input) => link(await session.createContact(input), contactPage),
    createDeal: async (input) => link(await session.createDeal(input), dealPage),
    createTask: async (input) => toTask(await session.createTask(input), input),
  };
}
