import { hasIdentifier } from "../identifier-hits";
import type { CrmSession } from "../types";
import type { OdooRow } from "./api-types";
import { type OdooClient, type OdooContext, WITH_ARCHIVE } from "./client";
import {
  addsToContact,
  toContact,
  toContactChange,
  toContactCodes,
  toContactDomain,
  toNewContact,
} from "./mapper-contact";
import { MODELS } from "./mapper-fields";
import type { Schema } from "./schema";

/** The part of a session that works with contacts. */
export function createContacts(client: OdooClient, schema: Schema) {
  async function toContacts(rows: readonly OdooRow[]) {
    const reading = await schema.toReading("contact", rows);
    return Promise.all(
      rows.map(async (row) => toContact(row, { ...reading, url: await client.toUrl(MODELS.contact, row.id) })),
    );
  }

  async function findRow(id: string, { context }: { context?: OdooContext } = {}) {
    const fields = toContactCodes(await schema.getFields("contact"));
    return client.findOne(MODELS.contact, { domain: [["id", "=", Number(id)]], fields, context });
  }

  return {
    async findContacts(identifier) {
      const fields = await schema.getFields("contact");
      const domain = toContactDomain(identifier, fields);
      const rows = await client.search(MODELS.contact, { domain, fields: toContactCodes(fields) });
      return (await toContacts(rows)).filter((contact) => hasIdentifier(contact, identifier));
    },
    /** One in the archive counts as deleted: people put it there to work with it no more. */
    async getContact(id) {
      const row = await findRow(id);
      const [contact] = row ? await toContacts([row]) : [];
      return contact ?? null;
    },
    async createContact(input) {
      const writing = await schema.toWriting("contact", input.values);
      return client.toRef(MODELS.contact, await client.create(MODELS.contact, toNewContact(input, writing)));
    },
    async updateContact(id, values) {
      const row = addsToContact(values) ? await findRow(id, { context: WITH_ARCHIVE }) : null;
      const writing = await schema.toWriting("contact", values);
      const vals = toContactChange(values, { row: row ?? { id: Number(id) }, ...writing });
      if (Object.keys(vals).length > 0) await client.write(MODELS.contact, Number(id), vals);
    },
  } satisfies Partial<CrmSession>;
}
