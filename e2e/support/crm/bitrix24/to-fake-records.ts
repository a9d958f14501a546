import type { FakeRecords } from "../fake-crm";
import { listItems } from "./php-query";
import type { Records } from "./records";

/** What the portal keeps, as journeys look at it. */
export function toFakeRecords(records: Records): FakeRecords {
  const textsOf = (items: unknown) => listItems(items).map(({ VALUE }) => String(VALUE));
  return {
    contacts: [...records.contacts.values()].map((contact) => ({
      id: contact.ID,
      name: [contact.NAME, contact.LAST_NAME].filter(Boolean).join(" "),
      phones: textsOf(contact.PHONE),
      emails: textsOf(contact.EMAIL),
      responsibleId: String(contact.ASSIGNED_BY_ID),
    })),
    deals: [...records.deals.values()].map((deal) => ({
      id: deal.ID,
      name: String(deal.TITLE),
      contactId: deal.contactIds[0] ?? "",
      stageId: String(deal.STAGE_ID),
      responsibleId: String(deal.ASSIGNED_BY_ID),
    })),
    tasks: [...records.activities.values()].map((todo) => ({
      id: todo.ID,
      text: todo.DESCRIPTION,
      dealId: todo.OWNER_TYPE_ID === "2" ? String(todo.OWNER_ID) : null,
      responsibleId: String(todo.RESPONSIBLE_ID),
    })),
  };
}
