import type { CrmSession } from "../types";
import type { Schema } from "./schema";

/** The session whose calls are made once more where Odoo refused them for fields that were remembered and are others by now. */
export function withSettledFields(session: CrmSession, { settle }: Schema): CrmSession {
  return {
    ...session,
    findContacts: (identifier) => settle(() => session.findContacts(identifier)),
    getContact: (id) => settle(() => session.getContact(id)),
    listActiveDeals: (contactId) => settle(() => session.listActiveDeals(contactId)),
    getDeal: (id) => settle(() => session.getDeal(id)),
    findCreated: (create, attempt) => settle(() => session.findCreated(create, attempt)),
    createContact: (input) => settle(() => session.createContact(input)),
    updateContact: (id, values) => settle(() => session.updateContact(id, values)),
    createDeal: (input) => settle(() => session.createDeal(input)),
    updateDeal: (id, values) => settle(() => session.updateDeal(id, values)),
  };
}
